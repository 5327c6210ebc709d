import ArgumentParser
import People
import Recruiting
import Store

extension Requisitions {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the requisitions you may see, with their seats.")

    @Option(help: "Only in this state: draft, pending, approved, rejected, open, on_hold, filled or cancelled.")
    var state: Requisition.State?
    @Option(help: "Only of this season.", completion: .seasons) var season: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.requisitions(state: state, season: season)) }
    }
  }
}

extension Requisition: Listed {
  static let noun = "requisition"
  static let columns: [Column<Requisition>] = [
    Column("code") { $0.code },
    Column("title") { $0.title },
    Column("season") { $0.season },
    Column("site") { $0.site },
    Column("skill", shown: false) { $0.skill },
    Column("kind") { $0.kind.rawValue },
    Column("weekly_hours", shown: false) { Field.number(Double($0.weeklyMinutes) / 60, decimals: 1) },
    Column("evergreen", shown: false) { $0.isEvergreen },
    Column("state") { $0.state.rawValue },
    Column("seats") { $0.seats },
    Column("filled") { $0.filled },
    Column("opened_at", shown: false) { Field($0.openedAt) },
    Column("id", shown: false) { Field($0.id) },
  ]
}
