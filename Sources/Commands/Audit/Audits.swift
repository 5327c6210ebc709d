import ArgumentParser

/// The audit: who changed what, sealed so that a change of history is found.
struct Audits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Who changed what, and the proof that nobody rewrote it.",
    subcommands: [Log.self, Sealing.self, Verify.self, Anchoring.self])
}
