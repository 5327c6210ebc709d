import ArgumentParser

/// Demand: what makes customers write and call.
struct Demand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demand", abstract: "What makes customers write and call.", subcommands: [Drivers.self])
}
