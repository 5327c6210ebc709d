import ArgumentParser
import Store
import Timekeeping

extension Absences {
  struct Withdraw: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Take an absence back, decided or not.")

    @Argument(help: "The absence's id.") var id: Identifier<Absence>
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("absence.withdraw", input: [id.description])
      let outcome = try await globals.withStore { store in
        try await Timekeeping(store: store).withdraw(id, as: asked)
      }
      try printer.changed(
        Change(outcome, "\(outcome.value.personName)'s absence is withdrawn.", ids: [id.description]))
    }
  }
}
