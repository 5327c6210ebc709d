import ArgumentParser

/// Absences: asked for, decided by somebody else.
struct Absences: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "absence", abstract: "Absences: asked for, decided by somebody else.",
    subcommands: [
      List.self, Estimate.self, Ask.self, Line.self, Decide.self, Withdraw.self, Limits.self, Limit.self, Relimit.self,
    ])
}
