import ArgumentParser
import Intake
import Store

extension Imports {
  struct Status: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "List what was imported, newest first.")

    @OptionGroup var globals: Globals

    func run() async throws {
      let limit = globals.output.all ? 100_000 : globals.output.limit ?? 50
      try await globals.withStore { store in
        try await printer.list(Intake(store: store).taken(limit: limit))
      }
    }
  }
}

extension TakenImport: Listed {
  static let noun = "import"
  static let columns: [Column<TakenImport>] = [
    Column("operation") { $0.operation },
    Column("source") { $0.source },
    Column("kind") { $0.kind },
    Column("added") { $0.added },
    Column("changed") { $0.changed },
    Column("unchanged") { $0.unchanged },
    Column("older", shown: false) { $0.older },
    Column("repeated", shown: false) { $0.repeated },
    Column("refused") { $0.refused },
    Column("merged_at") { Field($0.takenAt) },
    Column("undone_at") { Field($0.undoneAt) },
  ]
}
