import ArgumentParser
import Intake
import Store

extension Imports {
  struct Undoing: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo", abstract: "Take back what one import brought: added rows go, changed rows are as before.",
      discussion: "Refused when a later import built on it; undo that one first.")

    @Argument(help: "The operation's id, as the import printed it.") var operation: Int64?
    @Option(help: "Instead: take back all steps of this run over a vendor's file.") var run: Int64?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup(title: "Safety") var safety: SafetyWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if (operation == nil) == (run == nil) { throw ValidationError("Name an operation, or a run by --run.") }
    }

    func run() async throws {
      let words = operation.map { "operation \($0)" } ?? run.map { "run \($0)" } ?? ""
      if !write.dryRun { try safety.require(before: "This removes or restores every row that \(words) brought.") }
      let asked = write.operation("import.undo", input: [words])
      let outcome = try await globals.withStore { store in
        let intake = Intake(store: store)
        guard let operation else { return try await intake.undo(run: run ?? 0, as: asked) }
        return try await intake.undo(operation, as: asked)
      }
      try printer.changed(
        Change(
          outcome,
          "Undone: \(outcome.value.removed.grouped) rows removed, \(outcome.value.restored.grouped) restored.",
          ids: [String(operation ?? run ?? 0)], next: "muster import status"))
    }
  }
}
