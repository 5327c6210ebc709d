import ArgumentParser
import People
import Store

extension Entities {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a legal entity; whoever adds it may work on it.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "Its country, as two capitals: GB.") var country: String
    @Option(help: "Its currency, as three capitals: GBP.") var currency: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await People(store: store).found(
          name, country: country, currency: currency,
          as: write.operation("entity.add", input: [name, country, currency]))
      }
      try printer.changed(
        Change(
          outcome, "Added \(name).", ids: [outcome.value.id.description],
          next: "muster site add NAME --entity '\(name)' --zone Europe/London --jurisdiction GB-ENG"))
    }
  }
}
