import ArgumentParser

/// Rosters: runs, drafts, what stands in their way, and what they change.
struct Rosters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "Rosters: runs, drafts, what stands in their way, and what they change.",
    subcommands: [
      Run.self, Runs.self, Show.self, Explain.self, Check.self, Diff.self, Rules.self, Fairness.self, Grid.self,
      Export.self,
    ])
}
