import ArgumentParser

/// Recruiting as a whole: how far applications come and who will start when, and what all requisitions share.
struct RecruitingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recruiting", abstract: "Recruiting in numbers, and what all requisitions share.",
    discussion: "Counts only. Nothing here ranks candidates or rejects anybody; people decide.",
    groupedSubcommands: [
      CommandGroup(
        name: "In numbers",
        subcommands: [
          FunnelVerb.self, Times.self, Promises.self, OfferVerb.self, YieldVerb.self, Classes.self, SupplyVerb.self,
        ]),
      CommandGroup(
        name: "Shared by all requisitions",
        subcommands: [
          Stages.self, Pipelines.self, Publish.self, Reasons.self, AddReason.self, Sources.self, AddSource.self,
          AddCost.self,
          Importing.self, ImportingGreenhouse.self, Batches.self, Undo.self,
        ]),
    ])
}
