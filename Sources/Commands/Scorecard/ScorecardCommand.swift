import ArgumentParser

/// Scorecards: a period counted, reviewed, signed, answered and published.
struct ScorecardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecard", abstract: "Scorecards: periods, cards, signatures, exports.",
    subcommands: [
      Open.self, Periods.self, Compute.self, List.self, Show.self, Explain.self, Review.self, Sign.self,
      Acknowledge.self, Object.self, Countersign.self, Publish.self, Reissue.self, Compare.self, Verify.self,
      Replay.self, Export.self, Exports.self, Teams.self, Retention.self,
    ])
}
