import ArgumentParser
import Store
import Timekeeping

extension Absences {
  struct Decide: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "decide",
      abstract: "Approve or decline somebody else's absence, once.",
      discussion: "Shifts that an approved absence leaves open are listed.")

    @Argument(help: "The absence's id.") var id: Identifier<Absence>
    @Argument(help: "approved or declined.") var decision: Absence.Decision
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("absence.decide", input: [id.description, decision.rawValue])
      let outcome = try await globals.withStore { store in
        try await Timekeeping(store: store).decide(id, decision, as: asked)
      }
      let open = outcome.value.openShifts
      let printer = try printer
      if !open.isEmpty, !globals.output.quiet { try printer.list(open) }
      let gap = open.isEmpty ? "" : "; \(open.count) published \(open.count == 1 ? "shift is" : "shifts are") left open"
      try printer.changed(
        Change(
          outcome, "\(outcome.value.absence.personName)'s absence is \(decision.rawValue)\(gap).",
          ids: [id.description],
          next: open.first.map { "muster day propose \($0.on)" }))
    }
  }
}
