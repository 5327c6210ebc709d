import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show somebody's card: each number with n, its interval and what it says.")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let (page, history) = try await globals.withScorecards { scorecards in
        let page = try await scorecards.page(of: person, in: period)
        return (page, try await scorecards.history(of: "#\(page.card.person)"))
      }
      let printer = try printer
      guard printer.format == .table, globals.output.columns == nil else { return try printer.list(page.figures) }
      try printer.document(CardWords(page, history: history).text(on: printer.output))
    }
  }
}

extension Measure: Listed {
  static let noun = "figure"
  static let columns: [Column<Measure>] = [
    Column("metric") { $0.metric },
    Column("n") { $0.n },
    Column("value") { Field.fine($0.value) },
    Column("low") { Field.fine($0.low) },
    Column("high") { Field.fine($0.high) },
    Column("fair") { Field.fine($0.fair) },
    Column("peers_value") { Field.fine($0.peerValue) },
    Column("target") { Field.fine($0.target) },
    Column("band") { $0.band.rawValue },
    Column("flag", shown: false) { $0.flag.rawValue },
    Column("chance", shown: false) { Field.fine($0.chance) },
    Column("reliability", shown: false) { Field.fine($0.reliability) },
    Column("needed", shown: false) { $0.needed },
    Column("left_out", shown: false) { $0.leftOut },
    Column("asked", shown: false) { $0.asked },
    Column("adjusted", shown: false) { Field.fine($0.adjusted) },
    Column("adjusted_for", shown: false) { $0.adjustedFor },
    Column("peers", shown: false) { $0.peers },
    Column("peer_count", shown: false) { $0.peerCount },
    Column("unit", shown: false) { $0.unit.rawValue },
    Column("interval", shown: false) { $0.interval },
    Column("version", shown: false) { $0.version },
  ]
}

extension Field {
  /// A number to three decimals, or nothing.
  static func fine(_ value: Double?) -> Field { value.map { .number($0, decimals: 3) } ?? .missing }
}
