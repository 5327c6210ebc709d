import ArgumentParser

struct SeasonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "season", abstract: "Plan a peak season: from orders to published shifts.",
    subcommands: [
      List.self, Open.self, Assume.self, Learn.self, Events.self, Plan.self, Forecast.self, Staff.self, Hire.self,
      Funnel.self, Roster.self, Publish.self, Show.self, Explain.self, Export.self, Replay.self, Scenarios.self,
    ])
}
