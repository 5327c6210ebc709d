import ArgumentParser
import People
import Store

extension Teams {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a team.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "Its site.") var site: String
    @Option(help: "The team above it.") var below: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("team.add", input: [name, site, below ?? ""])
      let outcome = try await globals.withStore { store in
        try await People(store: store).addTeam(name, at: site, below: below, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Added the team \(name) at \(site).", ids: [outcome.value.id.description],
          next: "muster team appoint '\(name)' PERSON"))
    }
  }
}
