import ArgumentParser
import Store
import Timekeeping

extension Absences {
  struct Ask: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "ask", abstract: "Ask for an absence.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "holiday, sick, parental, unpaid, 'public duty' or other.") var kind: Absence.Kind = .holiday
    @Option(help: "The first day.") var from: LocalDate
    @Option(help: "The last day, inclusive; the first by default.") var through: LocalDate?
    @Option(help: "A note for who decides.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let request = AbsenceRequest(of: person, kind, from: from, through: through ?? from, note: note)
      let asked = write.operation("absence.ask", input: request)
      let outcome = try await globals.withStore { store in
        try await Timekeeping(store: store).ask(request, as: asked)
      }
      let absence = outcome.value
      try printer.changed(
        Change(
          outcome,
          "Asked: \(absence.kind.rawValue) of \(absence.personName), \(absence.startsOn) to \(absence.endsOn).",
          ids: [absence.id.description], next: "muster absence decide \(absence.id) approved"))
    }
  }
}
