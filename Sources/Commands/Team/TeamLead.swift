import ArgumentParser
import People
import Store

extension Teams {
  struct Lead: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "lead",
      abstract: "Appoint who leads a team, as of now; who led it before no longer does.")

    @Argument(help: "The team.") var team: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await People(store: store).appoint(
          person, toLead: team, as: write.operation("team.lead", input: [team, person]))
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.lead ?? person) leads \(team).", ids: [outcome.value.id.description],
          next: "muster person grant '\(person)' manager"))
    }
  }
}
