import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Hold: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "hold",
      abstract: "Put an open requisition on hold; its applications do not move meanwhile.")

    @Argument(help: "Its code, such as REQ-2026-014.", completion: .requisitions) var code: String
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("requisition.hold", input: [code, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(requisition: code, to: .onHold, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(code) is on hold.", ids: [outcome.value.id.description], next: "muster requisition open \(code)"))
    }
  }
}
