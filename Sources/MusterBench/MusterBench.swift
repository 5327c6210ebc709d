import ArgumentParser

/// Runs the product's own functions over public benchmark tables.
@main
struct MusterBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster-bench", abstract: "Run Muster's functions over benchmark tables.",
    subcommands: [Staffing.self, ForecastCommand.self])
}
