public import ArgumentParser
public import Scorecards

/// Samples: which contacts are evaluated, by chance and a seed.
struct Samples: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw contacts to evaluate, by chance that can be repeated.",
    subcommands: [List.self, Draw.self, Show.self, Repeat.self, Size.self])
}

extension SamplingPlan.Strata: ExpressibleByArgument {}
