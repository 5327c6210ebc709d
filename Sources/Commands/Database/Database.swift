import ArgumentParser

/// The schema of the database.
struct Database: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database",
    abstract: "The schema of the database.", subcommands: [Migrate.self, Status.self])
}
