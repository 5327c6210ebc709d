import ArgumentParser

/// Candidates: not on the books until they are hired.
struct Candidates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candidate", abstract: "Candidates: who might work here, found, merged and told apart.",
    subcommands: [
      Add.self, Find.self, Link.self, Dupes.self, Merge.self, Unmerge.self, Timeline.self,
    ])
}
