import ArgumentParser

/// Reports for those who run the house.
struct Reports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports: how a month or a season went, what to decide, and what is kept of a person.",
    subcommands: [Month.self, SeasonSoFar.self, About.self])
}
