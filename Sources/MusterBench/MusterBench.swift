import ArgumentParser

/// Runs the product's own functions over public benchmark tables.
@main
struct MusterBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster-bench", abstract: "Run Muster's functions over benchmark tables.",
    subcommands: [
      ForecastCommand.self, Staffing.self, HiringCommand.self, DeferredCommand.self, FunnelCommand.self,
      RosterCommand.self, SeasonCommand.self, SpeedCommand.self, PostgresCommand.self,
      FairnessCommand.self,
    ])
}
