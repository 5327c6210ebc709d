import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Submit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "submit",
      abstract: "Submit a draft for approval.")

    @Argument(help: "Its code, such as REQ-2026-014.", completion: .requisitions) var code: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("requisition.submit", input: [code, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(requisition: code, to: .pending, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(code) waits for approval.", ids: [outcome.value.id.description],
          next: "muster requisition approve \(code)"))
    }
  }
}
