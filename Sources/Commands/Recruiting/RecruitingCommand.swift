import ArgumentParser

/// Recruiting in numbers: how far applications come, how long it takes, and who will start when.
struct RecruitingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recruiting", abstract: "Recruiting in numbers: funnel, times, sources, supply.",
    discussion: "Counts only. Nothing here ranks candidates or rejects anybody; people decide.",
    subcommands: [
      FunnelVerb.self, Times.self, Promises.self, Offers.self, SourceVerb.self, Classes.self, SupplyVerb.self,
    ])
}
