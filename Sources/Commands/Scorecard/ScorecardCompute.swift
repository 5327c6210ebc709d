import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct Compute: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "compute",
      abstract: "Count a period that is over and write everybody's card.")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScorecards {
        try await $0.compute(period, as: write.operation("scorecard.compute", input: [period]))
      }
      try printer.changed(
        Change(outcome, outcome.value.sentence, next: "muster scorecard list \(period)"))
    }
  }

  struct Reissue: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "reissue",
      abstract: "Count a period again with what is known now; the new cards name those they replace.",
      discussion: "muster scorecard reissue 2025-11 Ana --reason 'Ten answers came late.'")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Argument(help: "Whose cards; everybody's when left out.") var people: [String] = []
    @Option(help: "Why; it stands on the new card.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScorecards {
        try await $0.reissue(
          period, of: people, reason: reason,
          as: write.operation("scorecard.reissue", input: [period, reason] + people))
      }
      try printer.changed(
        Change(outcome, outcome.value.sentence, next: "muster scorecard list \(period)"))
    }
  }
}

extension Counted {
  var sentence: String {
    "Counted \(metrics) metrics of \(period) as issue \(issue) and wrote \(cards) \(cards == 1 ? "card" : "cards")."
  }
}
