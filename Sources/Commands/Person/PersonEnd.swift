import ArgumentParser
import People
import Store

extension Persons {
  struct End: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "end",
      abstract: "End somebody's employment; their later shifts become free.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "The last day, inclusive.") var on: LocalDate
    @Option(help: "resigned, dismissed, 'season over', 'contract over', 'no show' or other.")
    var reason: Employment.EndReason = .other
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("person.end", input: [person, on.description, reason.rawValue])
      let outcome = try await globals.withStore { store in
        try await People(store: store).end(person, on: on, reason: reason, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.name)'s last day is \(on).", ids: [outcome.value.id.description],
          next: "muster shift list --person '\(outcome.value.name)'"))
    }
  }
}
