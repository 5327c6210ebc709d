import ArgumentParser
import Recruiting
import Store

extension Openings {
  /// A seat's step towards candidates.
  struct Step: ParsableArguments {
    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @Argument(help: "The seat's number in it.") var seat: Int
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes

    func move(to state: Opening.State, operation: String, on command: some MusterCommand) async throws {
      let asked = write.operation(operation, input: [requisition, "\(seat)", note])
      let outcome = try await command.globals.withRecruiting {
        try await $0.move(seat: seat, of: requisition, to: state, note: note, as: asked)
      }
      try command.printer.changed(
        Change(
          outcome, "Seat \(seat) of \(requisition) is \(state.rawValue).", ids: [outcome.value.id.description],
          next: "muster opening list \(requisition)"))
    }
  }

  struct Approve: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve",
      abstract: "Approve a seat that was added to an approved requisition.")

    @OptionGroup var step: Step
    @OptionGroup var globals: Globals

    func run() async throws { try await step.move(to: .approved, operation: "opening.approve", on: self) }
  }

  struct Release: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Open an approved seat.")

    @OptionGroup var step: Step
    @OptionGroup var globals: Globals

    func run() async throws { try await step.move(to: .open, operation: "opening.release", on: self) }
  }
}
