import ArgumentParser
import Scorecards
import Store

extension Metrics {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List what is measured, as it is worded on a day.")

    @Option(help: "As of this day; today by default.") var on: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards { try await printer.list($0.metrics(on: on)) }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show every wording there was of a metric.")

    @Argument(help: "The metric's code.") var code: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards {
        try await printer.showing(["code", "version", "starts_on", "definition"]).list($0.versions(of: code))
      }
    }
  }
}

extension Metric: Listed {
  static let noun = "metric"
  static let columns: [Column<Metric>] = [
    Column("code") { $0.code },
    Column("name") { $0.name },
    Column("version") { $0.version },
    Column("unit") { $0.definition.unit.rawValue },
    Column("better") { $0.definition.direction.rawValue },
    Column("shown_from_n") { $0.definition.minimum },
    Column("judged_from_n") { $0.definition.trusted },
    Column("starts_on", shown: false) { Field($0.startsOn) },
    Column("estimator", shown: false) { $0.definition.estimator.rawValue },
    Column("definition", shown: false) { $0.definition.sentence },
    Column("id", shown: false) { Field($0.id) },
  ]
}
