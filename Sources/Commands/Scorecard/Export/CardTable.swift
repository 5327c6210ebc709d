import Documents
import Scorecards
import Store

/// Cards as rows: one a figure, in a fixed order of columns that CSV and workbook share.
enum CardTable {
  static let columns: [Documents.Column] = [
    Documents.Column("period"), Documents.Column("issue", .integer), Documents.Column("team"),
    Documents.Column("name", width: 24), Documents.Column("number"), Documents.Column("peers"),
    Documents.Column("metric"), Documents.Column("version", .integer), Documents.Column("unit"),
    Documents.Column("n", .integer), Documents.Column("left_out", .integer), Documents.Column("asked", .integer),
    number("counted"), number("low"), number("high"), Documents.Column("interval", width: 20), number("best_estimate"),
    number("best_low"), number("best_high"), number("reliability"), Documents.Column("peers_n", .integer),
    number("peers_value"), number("mix_taken_out"), Documents.Column("adjusted_for"), number("target"),
    Documents.Column("says"), number("chance"), Documents.Column("flag"), number("if_none_who_kept_silent"),
    number("if_all_who_kept_silent"), Documents.Column("n_needed", .integer), Documents.Column("standing"),
    Documents.Column("sha256", width: 20),
  ]

  private static func number(_ title: String) -> Documents.Column { Documents.Column(title, .number(places: 4)) }

  static func rows(_ page: CardPage) -> [[Cell]] {
    page.figures.map { figure in
      who(page.card) + measured(figure) + [.text(page.card.standing.rawValue), .text(page.card.hash)]
    }
  }

  private static func who(_ card: Card) -> [Cell] {
    [
      .text(card.period), .integer(card.issue), .text(card.team), .text(card.name), .text(card.number),
      .text(card.peers),
    ]
  }

  private static func measured(_ figure: Measure) -> [Cell] {
    let counts: [Cell] = [
      .text(figure.metric), .integer(figure.version), .text(figure.unit.rawValue), .integer(figure.n),
      .integer(figure.leftOut), .integer(figure.asked),
    ]
    let numbers: [Cell] = [
      .number(figure.value), .number(figure.low), .number(figure.high), .text(figure.interval), .number(figure.fair),
      .number(figure.fairLow), .number(figure.fairHigh), .number(figure.reliability), .integer(figure.peerCount),
      .number(figure.peerValue), .number(figure.adjusted), .text(figure.adjustedFor), .number(figure.target),
    ]
    let verdict: [Cell] = [
      .text(figure.band.rawValue), .number(figure.chance), .text(figure.flag.rawValue), .number(figure.boundLow),
      .number(figure.boundHigh), .integer(figure.needed),
    ]
    return counts + numbers + verdict
  }
}

extension Definition.Unit {
  /// How a workbook shows numbers of this unit.
  var kind: Documents.Column.Kind {
    switch self {
    case .percent: .percentage(places: 1)
    case .minutes, .seconds, .points: .number(places: 1)
    case .anHour: .number(places: 2)
    }
  }
}
