import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show somebody's card: each number with n, its interval and what it says.")

    @Argument(help: "The period's code.") var period: String
    @Argument(help: "A name, an employee number, or #id.") var person: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let page = try await globals.withScorecards { try await $0.page(of: person, in: period) }
      let printer = try printer
      guard printer.format == .table, globals.output.columns == nil else { return try printer.list(page.figures) }
      try printer.document(CardWords(page).text(on: printer.output))
    }
  }

  struct Explain: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell what a figure was counted from: definition, numerator, denominator, and each row of sums.")

    @Argument(help: "The period's code.") var period: String
    @Argument(help: "A name, an employee number, or #id.") var person: String
    @Argument(help: "The metric's code.") var metric: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let found = try await globals.withScorecards { try await $0.explain(metric, of: person, in: period) }
      let definition = found.metric.definition
      let printer = try printer
      printer.note("\(found.metric.name), version \(found.metric.version): \(definition.sentence)")
      printer.note(MeasureWords(found.figure).sentence)
      try printer.list(found.tallies.map { TallyLine($0, definition) })
    }
  }
}

/// One row of sums under a figure.
struct TallyLine: Listed {
  let tally: Tally
  let definition: Definition

  init(_ tally: Tally, _ definition: Definition) {
    self.tally = tally
    self.definition = definition
  }

  static let noun = "tally"
  static let columns: [Column<TallyLine>] = [
    Column("stratum") { $0.tally.stratum.isEmpty ? Field.missing : .text($0.tally.stratum) },
    Column("n") { $0.tally.n },
    Column("numerator") { Field.number($0.tally.numerator, decimals: $0.definition.shape == .share ? 0 : 2) },
    Column("denominator") { Field.number($0.tally.denominator, decimals: $0.definition.shape == .share ? 0 : 2) },
    Column("asked") { $0.tally.asked },
    Column("left_out") { $0.tally.leftOut },
  ]
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
