import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Undo: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo",
      abstract: "Take a batch back: moves are superseded, an import's rows go.")

    @Argument(help: "The batch's id, as it was printed.") var batch: Identifier<Batch>
    @Option(help: "Why.") var note = "by hand"
    @OptionGroup(title: "Safety") var safety: SafetyWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      if !write.dryRun { try safety.require(before: "This takes batch \(batch) back.") }
      let asked = write.operation("batch.undo", input: [batch.description, note])
      let outcome = try await globals.withRecruiting { try await $0.undo(batch, why: note, as: asked) }
      try printer.changed(
        Change(
          outcome,
          "\(outcome.value.undone.grouped) applications are as before; \(outcome.value.kept.grouped) moved on since and stay.",
          ids: [batch.description], next: "muster recruiting batches"))
    }
  }
}
