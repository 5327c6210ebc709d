import ArgumentParser
import People
import Store

extension Entities {
  struct Found: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Found a legal entity, which opens to you.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "Its country, such as GB.") var country: String
    @Option(help: "Its currency, such as GBP.") var currency: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("entity.found", input: [name, country, currency])
      let outcome = try await globals.withStore { store in
        try await People(store: store).found(name, country: country, currency: currency, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Founded \(name).", ids: [outcome.value.id.description],
          next: "muster site add NAME --zone Europe/London --jurisdiction GB-ENG"))
    }
  }
}
