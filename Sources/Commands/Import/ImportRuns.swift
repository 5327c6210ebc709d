import ArgumentParser
import Intake
import Store

extension Imports {
  struct Runs: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "runs",
      abstract: "List the runs over vendors' files, newest first; a run that was cut off is not done.")

    @OptionGroup var globals: Globals

    func run() async throws {
      let limit = globals.output.all ? 100_000 : globals.output.limit ?? 50
      try await globals.withStore { store in try await printer.list(Intake(store: store).runs(limit: limit)) }
    }
  }

  struct Rejects: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "rejects",
      abstract: "List what a run refused: where it stands, and why.")

    @Argument(help: "The run's number; muster import runs shows them.") var run: Int64
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(Intake(store: store).refused(by: run)) }
    }
  }
}

extension ImportedRun: Listed {
  static let noun = "run"
  static let columns: [Column<ImportedRun>] = [
    Column("run") { $0.id },
    Column("source") { $0.source },
    Column("vendor") { $0.vendor },
    Column("file") { $0.file },
    Column("records") { $0.records },
    Column("added") { $0.added },
    Column("changed") { $0.changed },
    Column("unchanged") { $0.unchanged },
    Column("refused") { $0.refused },
    Column("skipped", shown: false) { $0.skipped },
    Column("steps", shown: false) { $0.steps },
    Column("done") { $0.isDone },
    Column("begun_at") { Field($0.begunAt) },
    Column("retry_of", shown: false) { $0.retryOf },
  ]
}

extension RefusedRecord: Listed {
  static let noun = "reject"
  static let columns: [Column<RefusedRecord>] = [
    Column("record") { $0.number },
    Column("line") { $0.line },
    Column("byte") { $0.offset },
    Column("code") { $0.refusal.code.rawValue },
    Column("pointer") { $0.refusal.pointer },
    Column("problem") { $0.refusal.problem },
    Column("excerpt", shown: false) { $0.excerpt },
  ]
}
