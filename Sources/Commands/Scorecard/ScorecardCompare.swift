import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct Compare: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "Show what is different on a reissued card from the one it replaces, and why it was reissued.")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let changes = try await globals.withScorecards { try await $0.changes(of: person, in: period) }
      let printer = try printer
      let reason = changes.after.reason.map { ": " + $0 } ?? ""
      printer.note("Issue \(changes.after.issue) instead of issue \(changes.before.issue)\(reason)")
      if changes.figures.isEmpty { printer.note("No figure is different.") }
      try printer.list(changes.figures)
    }
  }
}

extension FigureChange: Listed {
  static let noun = "change"
  static let columns: [Column<FigureChange>] = [
    Column("metric") { $0.metric },
    Column("n_before") { $0.before?.n },
    Column("n") { $0.after?.n },
    Column("value_before") { Field.fine($0.before?.value) },
    Column("value") { Field.fine($0.after?.value) },
    Column("fair_before", shown: false) { Field.fine($0.before?.fair) },
    Column("fair", shown: false) { Field.fine($0.after?.fair) },
    Column("band_before") { $0.before?.band.rawValue },
    Column("band") { $0.after?.band.rawValue },
    Column("version_before", shown: false) { $0.before?.version },
    Column("version", shown: false) { $0.after?.version },
  ]
}
