import ArgumentParser
import Recruiting
import Store

extension Openings {
  struct Cancel: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "cancel",
      abstract: "Cancel a seat that is not on offer.")

    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @Argument(help: "The seat's number in it.") var seat: Int
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("opening.cancel", input: [requisition, "\(seat)", note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(seat: seat, of: requisition, to: .cancelled, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Seat \(seat) of \(requisition) is cancelled.", ids: [outcome.value.id.description],
          next: "muster opening list \(requisition)"))
    }
  }
}
