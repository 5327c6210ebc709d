import ArgumentParser
import People
import Store

extension Teams {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a team at a site.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "The site it works at.", completion: .sites) var site: String
    @Option(help: "The team above it.") var below: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await People(store: store).addTeam(
          name, at: site, below: below, as: write.operation("team.add", input: [name, site, below ?? ""]))
      }
      try printer.changed(
        Change(
          outcome, "Added \(name) at \(site).", ids: [outcome.value.id.description],
          next: "muster team lead '\(name)' PERSON"))
    }
  }
}
