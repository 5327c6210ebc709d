import ArgumentParser
import People
import Store

extension Teams {
  struct Appoint: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a team its lead, as of now.")

    @Argument(help: "The team.") var team: String
    @Argument(help: "A name, an employee number, or #id.") var person: String
    @Option(help: "Only until this instant: a delegate, who stands in beside the lead.") var until: Instant?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("team.appoint", input: [team, person, until.map(\.description) ?? ""])
      let outcome = try await globals.withStore { store in
        try await People(store: store).appoint(person, toLead: team, until: until, as: asked)
      }
      try printer.changed(
        Change(outcome, "\(person) leads \(team).", ids: [outcome.value.id.description], next: "muster team list"))
    }
  }
}
