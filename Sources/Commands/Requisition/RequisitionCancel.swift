import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Cancel: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "cancel",
      abstract: "Cancel a requisition; its free seats go with it.")

    @Argument(help: "Its code, such as REQ-2026-014.", completion: .requisitions) var code: String
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("requisition.cancel", input: [code, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(requisition: code, to: .cancelled, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(code) is cancelled.", ids: [outcome.value.id.description],
          next: "muster requisition close \(code)"))
    }
  }
}
