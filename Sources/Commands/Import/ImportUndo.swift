import ArgumentParser
import Intake
import Store

extension Imports {
  struct Undoing: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo", abstract: "Take back what one import brought: added rows go, changed rows are as before.",
      discussion: "Refused when a later import built on it; undo that one first.")

    @Argument(help: "The operation's id, as the import printed it.") var operation: Int64
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup(title: "Safety") var safety: SafetyWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      if !write.dryRun {
        try safety.require(before: "This removes or restores every row that operation \(operation) brought.")
      }
      let outcome = try await globals.withStore { store in
        try await Intake(store: store).undo(operation, as: write.operation("import.undo", input: [String(operation)]))
      }
      try printer.changed(
        Change(
          outcome,
          "Undone: \(outcome.value.removed.grouped) rows removed, \(outcome.value.restored.grouped) restored.",
          ids: [String(operation)], next: "muster import status"))
    }
  }
}
