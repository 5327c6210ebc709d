import ArgumentParser

/// Where settings come from.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Settings and where each comes from.", subcommands: [Show.self])
}
