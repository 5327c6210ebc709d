import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the cards of a period that you may see, by team and name; there is no rank.")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Flag(help: "Also those that were reissued.") var replaced = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards { try await printer.list($0.cards(period, withReplaced: replaced)) }
    }
  }
}

extension Card: Listed {
  static let noun = "card"
  static let columns: [Column<Card>] = [
    Column("team") { $0.team },
    Column("name") { $0.name },
    Column("peers") { $0.peers },
    Column("issue") { $0.issue },
    Column("standing") { $0.standing.rawValue },
    Column("since") { $0.since.minute },
    Column("hash") { String($0.hash.prefix(12)) },
    Column("tenure_days", shown: false) { $0.tenureDays },
    Column("replaces", shown: false) { Field($0.replaces) },
    Column("sha256", shown: false) { $0.hash },
    Column("id", shown: false) { Field($0.id) },
  ]
}
