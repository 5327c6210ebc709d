import ArgumentParser
import Onboarding
import Store

extension Assignments {
  struct Import: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take results from a file, with a verdict for every row.",
      discussion: """
        Columns: person, curriculum, item, verb and, if known, score (percent), on and evidence. A verb is started, \
        completed, passed or failed. Rows are taken in their order, so an item may open by the row before. When rows are \
        refused nothing is taken, unless --max-errors allows so many; then the exit code is 3.
        """)

    @Argument(help: "The CSV file; - reads stdin.") var file: String
    @Option(help: "So many rows may be refused while the others are taken.") var maxErrors = 0
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let rows = try RowsFile.read(
        file, required: ["person", "curriculum", "item", "verb"], optional: ["score", "on", "evidence"]
      ).map { row in
        ResultRow(
          person: try row.required("person", "a name, an employee number or #id") { $0 },
          curriculum: try row.required("curriculum", "a curriculum's code") { $0 },
          item: try row.required("item", "an item's key") { $0 },
          verb: try row.required("verb", "started, completed, passed or failed") { ItemStanding.Verb(rawValue: $0) },
          score: row["score"] == nil
            ? nil
            : try row.required("score", "a number of percent from 0 to 100") { text in
              Double(text).flatMap { (0...100).contains($0) ? $0 / 100 : nil }
            },
          on: row["on"] == nil ? nil : try row.required("on", "a day as YYYY-MM-DD") { LocalDate($0) },
          evidence: row["evidence"])
      }
      let outcome = try await globals.withOnboarding {
        try await $0.take(rows, allowing: maxErrors, as: write.operation("assign.import", input: rows))
      }
      try printer.list(outcome.value)
      let refused = outcome.value.count { $0.problem != nil }
      try printer.note(
        "\(outcome.value.count - refused) results are taken, \(refused) refused"
          + (outcome.isRehearsal ? "; dry run: all of it was rolled back." : "."))
      if refused > 0 { throw Failure(exit: .someRejected, "\(refused) rows were refused; the others are taken.") }
    }
  }
}

extension ResultVerdict: Listed {
  static let noun = "verdict"
  static let columns: [Column<ResultVerdict>] = [
    Column("row") { $0.row },
    Column("person") { $0.person },
    Column("item") { $0.item },
    Column("verdict") { $0.problem == nil ? "taken" : "refused" },
    Column("reason") { $0.problem },
  ]
}
