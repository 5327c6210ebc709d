import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Approve: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve",
      abstract: "Approve what somebody else asked for.")

    @Argument(help: "Its code, such as REQ-2026-014.", completion: .requisitions) var code: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("requisition.approve", input: [code, note])
      let outcome = try await globals.withRecruiting {
        try await $0.decide(requisition: code, approved: true, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(code) is approved.", ids: [outcome.value.id.description], next: "muster requisition open \(code)")
      )
    }
  }
}
