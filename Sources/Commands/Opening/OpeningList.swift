import ArgumentParser
import Recruiting
import Store

extension Openings {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List seats with their class and state.")

    @Argument(help: "Only of this requisition.") var requisition: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.openings(of: requisition)) }
    }
  }
}

extension Opening: Listed {
  static let noun = "opening"
  static let columns: [Column<Opening>] = [
    Column("requisition") { $0.requisition },
    Column("seat") { $0.number },
    Column("class") { $0.className },
    Column("starts_on") { Field($0.startsOn) },
    Column("weekly_hours", shown: false) { Field.number(Double($0.weeklyMinutes) / 60, decimals: 1) },
    Column("state") { $0.state.rawValue },
    Column("application") { $0.application },
    Column("id", shown: false) { Field($0.id) },
  ]
}
