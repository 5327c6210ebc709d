import ArgumentParser
import Scheduling
import Store

struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "Look at a season's forecasts, correct them, and see how they did.",
    subcommands: [List.self, Compare.self, Accuracy.self, Adjust.self, Adjustments.self, Withdraw.self])

  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List a season's forecasts, the newest first.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.forecasts(of: season)) }
    }
  }
}

extension ForecastVersion: Listed {
  static let noun = "forecast"
  static let columns: [Column<ForecastVersion>] = [
    Column("id") { Field($0.id) },
    Column("as_of") { Field($0.asOf) },
    Column("history_from_on") { Field($0.historyFrom) },
    Column("history_to_on") { Field($0.historyTo) },
    Column("method") { $0.method },
    Column("history_digest", shown: false) { $0.historyDigest },
  ]
}
