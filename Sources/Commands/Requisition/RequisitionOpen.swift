import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Open: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Open an approved requisition, or one that was on hold; its seats open with it.")

    @Argument(help: "Its code, such as REQ-2026-014.", completion: .requisitions) var code: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("requisition.open", input: [code, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(requisition: code, to: .open, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(code) is open with \(outcome.value.seats) seats.", ids: [outcome.value.id.description],
          next: "muster application list --requisition \(code)"))
    }
  }
}
