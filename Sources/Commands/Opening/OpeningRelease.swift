import ArgumentParser
import Recruiting
import Store

extension Openings {
  struct Release: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Open an approved seat.")

    @Argument(help: "The requisition's code.") var requisition: String
    @Argument(help: "The seat's number in it.") var seat: Int
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("opening.release", input: [requisition, "\(seat)", note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(seat: seat, of: requisition, to: .open, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Seat \(seat) of \(requisition) is open.", ids: [outcome.value.id.description],
          next: "muster opening list \(requisition)"))
    }
  }
}
