import ArgumentParser
import Store

/// The private cluster: Muster's own PostgreSQL on this machine.
struct Local: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "local",
    abstract: "The private cluster on this machine.",
    subcommands: [Start.self, Stop.self, Status.self, Psql.self, Destroy.self])
}
