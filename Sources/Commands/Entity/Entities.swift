import ArgumentParser
import People
import Store

/// Legal entities: the companies that employ, each behind a wall of its own.
struct Entities: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entity", abstract: "Legal entities, each behind a wall of its own.",
    subcommands: [List.self, Add.self])
}

extension Entities {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the legal entities around you.")

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
    Column("full_time_weekly_minutes", shown: false) { $0.fullTimeWeeklyMinutes },
    Column("id", shown: false) { Field($0.id) },
  ]
}
