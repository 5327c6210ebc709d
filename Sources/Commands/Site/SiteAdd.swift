import ArgumentParser
import People
import Store

extension Sites {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a site with its time zone.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @Option(help: "Its time zone, as a place: Europe/London.") var zone: String
    @Option(help: "Whose law holds there, as ISO 3166 has it: GB-ENG, IE, US-CA.") var jurisdiction: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await People(store: store).addSite(
          name, to: entity, zone: zone, jurisdiction: jurisdiction,
          as: write.operation("site.add", input: [name, entity ?? "", zone, jurisdiction]))
      }
      try printer.changed(
        Change(
          outcome, "Added \(name), where clocks show \(zone).", ids: [outcome.value.id.description],
          next: "muster team add NAME --site '\(name)'"))
    }
  }
}
