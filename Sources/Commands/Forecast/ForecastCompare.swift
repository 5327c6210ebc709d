import ArgumentParser
import Scheduling
import Store

extension ForecastCommand {
  struct Compare: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "Hold two forecasts side by side: week by week, or against what came.",
      discussion: "Against what came, only days count that both forecasts looked ahead to.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @Argument(help: "The older forecast's id.") var older: Int64
    @Argument(help: "The newer forecast's id.") var newer: Int64
    @Option(help: "Score both against what came: actual.") var vs: Yardstick?
    @OptionGroup var globals: Globals

    enum Yardstick: String, ExpressibleByArgument, CaseIterable { case actual }

    func run() async throws {
      try await globals.withScheduling { scheduling in
        if vs == .actual { return try await printer.list(scheduling.score(older, newer, of: season)) }
        try await printer.list(scheduling.difference(older, newer, of: season))
      }
    }
  }

  struct Accuracy: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "accuracy",
      abstract: "Tell how a season's forecasts did, by how many days ahead they looked.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.accuracy(of: season)) }
    }
  }
}

extension ForecastAccuracy: Listed {
  static let noun = "score"
  static let columns: [Column<ForecastAccuracy>] = [
    Column("forecast") { $0.forecast },
    Column("series") { $0.series },
    Column("lead_days") { $0.lead },
    Column("days") { $0.days },
    Column("actual") { Field.number($0.actual, decimals: 0) },
    Column("wape") { Field.number($0.absoluteError, decimals: 4) },
    Column("bias") { Field.number($0.bias, decimals: 4) },
    Column("wql") { Field.number($0.quantileLoss, decimals: 4) },
    Column("inside_p10_p90") { Field.number($0.insideRange, decimals: 4) },
  ]
}

extension ForecastDifference: Listed {
  static let noun = "week"
  static let columns: [Column<ForecastDifference>] = [
    Column("series") { $0.series },
    Column("week_on") { Field($0.week) },
    Column("older") { Field.number($0.older, decimals: 0) },
    Column("newer") { Field.number($0.newer, decimals: 0) },
    Column("change") { row in row.change.map { Field.number($0, decimals: 4) } ?? .missing },
  ]
}
