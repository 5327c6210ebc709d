import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the seasons you may see.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { try await printer.list(Scheduling(store: $0).seasons()) }
    }
  }
}

extension Season: Listed {
  static let noun = "season"
  static let columns: [Column<Season>] = [
    Column("id", shown: false) { Field($0.id) },
    Column("code") { $0.code },
    Column("name") { $0.name },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("peak_week_on") { Field($0.peakWeekOn) },
  ]
}
