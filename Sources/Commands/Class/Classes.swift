import ArgumentParser
import People
import Store

/// Classes: the days on which new starters begin, with seats and a trainer.
struct Classes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class", abstract: "Classes of new starters: their days, seats and trainers.",
    subcommands: [List.self, Plan.self])
}

extension Classes {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(abstract: "List the classes that are planned, by first day.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(People(store: store).classes()) }
    }
  }
}

extension TrainingClass: Listed {
  static let noun = "class"
  static let columns: [Column<TrainingClass>] = [
    Column("name") { $0.name },
    Column("site") { $0.site },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("seats") { $0.seats },
    Column("expected") { $0.expected },
    Column("trainer") { $0.trainer },
    Column("skill") { $0.skill },
    Column("id", shown: false) { Field($0.id) },
  ]
}
