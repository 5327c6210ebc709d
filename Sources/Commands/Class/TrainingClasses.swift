import ArgumentParser
import People
import Store

/// Classes of new starters: their days and seats, which openings, offers and cohorts name.
struct TrainingClasses: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class", abstract: "Classes of new starters: days, seats, who trains them.",
    subcommands: [List.self, Add.self])
}

extension TrainingClasses {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List classes with their seats and how many starters are expected.")

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
    Column("expected") { $0.expected.map { Field.number($0, decimals: 2) } ?? .missing },
    Column("trainer") { $0.trainer },
    Column("skill") { $0.skill },
    Column("id", shown: false) { Field($0.id) },
  ]
}
