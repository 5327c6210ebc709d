import ArgumentParser

/// Reports for those who run the house.
struct Reports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Reports: how a month or a season went, and what needs a decision.",
    subcommands: [Month.self, SeasonSoFar.self])
}
