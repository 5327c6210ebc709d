import ArgumentParser
import People
import Store

extension Sites {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a site with its time zone.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "Its place in the time zone database, such as Europe/London.") var zone: String
    @Option(help: "Whose law it follows, such as GB-ENG.") var jurisdiction: String
    @Option(help: "The legal entity; needed by who works on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("site.add", input: [name, zone, jurisdiction, entity ?? ""])
      let outcome = try await globals.withStore { store in
        try await People(store: store).addSite(name, to: entity, zone: zone, jurisdiction: jurisdiction, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Added the site \(name) (\(zone)).", ids: [outcome.value.id.description],
          next: "muster team add NAME --site '\(name)'"))
    }
  }
}
