import ArgumentParser
import Recruiting
import Store

extension Openings {
  struct Shift: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "move-start",
      abstract: "Let a seat start with another class.")

    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @Argument(help: "The seat's number in it.") var seat: Int
    @Option(name: .customLong("class"), help: "The class.") var trainingClass: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("opening.shift", input: [requisition, "\(seat)", trainingClass])
      let outcome = try await globals.withRecruiting {
        try await $0.shift(seat: seat, of: requisition, into: trainingClass, as: asked)
      }
      try printer.changed(
        Change(
          outcome,
          "Seat \(seat) of \(requisition) starts with \(trainingClass) on \(Field(outcome.value.startsOn).plain).",
          ids: [outcome.value.id.description], next: "muster opening list \(requisition)"))
    }
  }
}
