import ArgumentParser
import Recruiting
import Store

extension Candidates {
  struct Unmerge: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "unmerge",
      abstract: "Tell two merged candidates apart again: each has what they had.")

    @Argument(help: "The merge's id, as it was printed.") var merge: Identifier<CandidateMerge>
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("candidate.unmerge", input: [merge.description])
      let outcome = try await globals.withRecruiting { try await $0.unmerge(merge, as: asked) }
      try printer.changed(
        Change(
          outcome, "C-\(outcome.value.id) stands alone again.", ids: [outcome.value.id.description],
          next: "muster candidate timeline C-\(outcome.value.id)"))
    }
  }
}
