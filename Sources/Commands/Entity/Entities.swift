import ArgumentParser
import People
import Store

/// Legal entities: the walls between companies.
struct Entities: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entity", abstract: "Legal entities.", subcommands: [List.self, Found.self])
}

extension Entities {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(abstract: "List the legal entities that you may see.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(People(store: store).entities()) }
    }
  }
}

extension LegalEntity: Listed {
  static let noun = "entity"
  static let columns: [Column<LegalEntity>] = [
    Column("name") { $0.name },
    Column("country") { $0.country },
    Column("currency") { $0.currency },
    Column("id", shown: false) { Field($0.id) },
  ]
}
