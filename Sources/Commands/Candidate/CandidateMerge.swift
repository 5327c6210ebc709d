import ArgumentParser
import Recruiting
import Store

extension Candidates {
  struct Merge: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Make two candidates one; it can be undone.")

    @Argument(help: "The one who stays.") var winner: String
    @Argument(help: "The one who becomes part of them.") var loser: String
    @Option(help: "Why they are one.") var rule = "by hand"
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("candidate.merge", input: [winner, loser, rule])
      let outcome = try await globals.withRecruiting { try await $0.merge(winner, loser, rule: rule, as: asked) }
      try printer.changed(
        Change(
          outcome, "C-\(outcome.value.loser) is part of C-\(outcome.value.winner.id) now.",
          ids: [outcome.value.id.description], next: "undo: muster candidate unmerge \(outcome.value.id)"))
    }
  }
}
