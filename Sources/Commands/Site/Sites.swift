import ArgumentParser
import People
import Store

/// Sites: the places with their zones.
struct Sites: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "Sites and their time zones.", subcommands: [List.self, Add.self])
}

extension Sites {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the sites.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(People(store: store).sites()) }
    }
  }
}

extension Site: Listed {
  static let noun = "site"
  static let columns: [Column<Site>] = [
    Column("name") { $0.name },
    Column("zone") { $0.zone },
    Column("jurisdiction") { $0.jurisdiction },
    Column("week_starts_on", shown: false) { $0.weekStartsOn },
    Column("id", shown: false) { Field($0.id) },
  ]
}
