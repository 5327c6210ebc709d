import ArgumentParser
import Recruiting
import Store

extension Hires {
  struct Undo: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo",
      abstract: "Reverse a hire before its first day; everything it made goes.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("hire.undo", input: [application, note])
      let outcome = try await globals.withRecruiting { try await $0.undoHire(application, why: note, as: asked) }
      try printer.changed(
        Change(
          outcome, "The hire of \(outcome.value.candidate) is undone; the seat is free.",
          ids: [outcome.value.id.description], next: "muster opening list \(outcome.value.requisition)"))
    }
  }
}
