import ArgumentParser

/// What all requisitions share.
struct RecruitingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recruiting", abstract: "Recruiting as a whole: stages, reasons, sources, batches.",
    subcommands: [
      Stages.self, Pipelines.self, Publish.self, Reasons.self, AddReason.self, Sources.self, AddSource.self,
      Batches.self, Undo.self,
    ])
}
