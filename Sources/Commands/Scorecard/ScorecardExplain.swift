import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct Explain: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Tell what a figure was counted from: definition, numerator, denominator, and each row.")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Argument(help: "The metric's code.") var metric: String
    @Flag(help: "Also what the sums are of: each contact, spell of work, answer, shift or evaluation.") var rows = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let found = try await globals.withScorecards { try await $0.explain(metric, of: person, in: period) }
      let definition = found.metric.definition
      let printer = try printer
      printer.note("\(found.metric.name), version \(found.metric.version): \(definition.sentence)")
      printer.note(MeasureWords(found.figure).sentence)
      guard rows else { return try printer.list(found.tallies.map { TallyLine($0, definition) }) }
      try printer.list(found.rows.map { CountedLine($0, definition) })
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

/// One row that was counted: what it adds, in the metric's unit, or why it adds nothing.
struct CountedLine: Listed {
  let row: CountedRow
  let definition: Definition

  init(_ row: CountedRow, _ definition: Definition) {
    self.row = row
    self.definition = definition
  }

  /// Whole for what is counted, to hundredths for what is measured.
  private func amount(_ value: Double?) -> Field {
    value.map { Field.number($0, decimals: definition.shape == .share ? 0 : 2) } ?? .missing
  }

  static let noun = "row"
  static let columns: [Column<CountedLine>] = [
    Column("at") { $0.row.at.minute },
    Column("reference") { $0.row.reference },
    Column("stratum") { $0.row.stratum.isEmpty ? Field.missing : .text($0.row.stratum) },
    Column("value") { $0.amount($0.row.numerator.map($0.definition.shown)) },
    Column("of") { $0.amount($0.row.denominator) },
    Column("left_out") { $0.row.remark.isEmpty ? Field.missing : .text($0.row.remark) },
  ]
}
