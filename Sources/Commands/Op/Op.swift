import ArgumentParser

/// Operations: what became of a write.
struct Op: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "op",
    abstract: "What became of a write, by its key.", subcommands: [Status.self])
}
