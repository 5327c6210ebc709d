import ArgumentParser
import Store
import Workload

/// Sources: the shops, help desks and telephone systems that facts come from.
struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source", abstract: "Shops, help desks and telephone systems that facts come from.",
    subcommands: [List.self, Add.self, Groups.self, MapQueue.self, MapAgent.self, Metrics.self, Hours.self])
}

extension Sources {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the sources.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(Workload(store: store).sources()) }
    }
  }

  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a source; its days are those of its site's clock.")

    @Argument(help: "A short name, such as shop.") var name: String
    @Option(help: "The site whose clock it follows.", completion: .sites) var site: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await Workload(store: store).addSource(
          name, site: site, as: write.operation("source.add", input: [name, site]))
      }
      try printer.changed(
        Change(
          outcome, "Added the source \(name).", ids: [outcome.value.id.description],
          next: "muster import orders FILE --source \(name)"))
    }
  }
}

extension Source: Listed {
  static let noun = "source"
  static let columns: [Column<Source>] = [
    Column("name") { $0.name },
    Column("id", shown: false) { Field($0.id) },
  ]
}
