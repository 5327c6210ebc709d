import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Close: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "close",
      abstract: "End the applications still in play of a filled or cancelled requisition, as a batch.")

    @Argument(help: "Its code, such as REQ-2026-014.", completion: .requisitions) var code: String
    @Option(help: "How many you saw; another number closes none.") var expect: Int?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("requisition.close", input: [code])
      let outcome = try await globals.withRecruiting {
        try await $0.closeApplications(of: code, expecting: expect, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Closed \(outcome.value.touched.grouped) applications of \(code).",
          ids: [outcome.value.batch.description], next: "undo: muster recruiting undo \(outcome.value.batch)"))
    }
  }
}
