import ArgumentParser
import Store

extension Database {
  struct Status: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Show which migrations this database has.")

    @Flag(help: "Exit with 78 when one is missing.") var exitCode = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let migrations = try await globals.resolvedPlace().migrations()
      try printer.list(migrations)
      let missing = migrations.count { $0.appliedAt == nil }
      if exitCode, missing > 0 {
        throw Failure(exit: .configuration, "\(missing) migrations are missing.", next: "muster database migrate")
      }
    }
  }
}

extension MigrationStatus: Listed {
  static let noun = "migration"
  static let columns: [Column<MigrationStatus>] = [
    Column("name") { $0.name },
    Column("state") { $0.appliedAt == nil ? "missing" : "applied" },
    Column("applied_at") { Field($0.appliedAt) },
    Column("applied_by", shown: false) { $0.appliedBy },
  ]
}
