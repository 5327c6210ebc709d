import ArgumentParser
import Recruiting
import Store

extension Openings {
  struct Approve: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve a seat that was added to an approved requisition.")

    @Argument(help: "The requisition's code.") var requisition: String
    @Argument(help: "The seat's number in it.") var seat: Int
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("opening.approve", input: [requisition, "\(seat)", note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(seat: seat, of: requisition, to: .approved, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Seat \(seat) of \(requisition) is approved.", ids: [outcome.value.id.description],
          next: "muster opening list \(requisition)"))
    }
  }
}
