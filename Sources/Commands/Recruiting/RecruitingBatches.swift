import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Batches: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "batches", abstract: "List bulk changes and imports, the newest first.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.batches()) }
    }
  }
}

extension Batch: Listed {
  static let noun = "batch"
  static let columns: [Column<Batch>] = [
    Column("id") { Field($0.id) },
    Column("kind") { $0.kind.rawValue },
    Column("name") { $0.name },
    Column("rows") { $0.rows },
    Column("by") { $0.by },
    Column("at") { Field($0.at) },
    Column("undone_at") { Field($0.undoneAt) },
  ]
}
