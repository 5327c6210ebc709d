import Documents
import Scorecards
import Store

/// The workbook of a period: a line a person, every figure with its interval, the definitions, and the method.
struct CardBook {
  let pages: PeriodPages

  func write(to path: String) throws {
    let created = pages.pages.map(\.card.asOf).max() ?? Instant(microseconds: 0)
    try Workbook.write(
      to: path, title: "Scorecards \(pages.period.code)",
      comment: "sha256 of all cards: \(SHA256.hexadecimal(pages.texts.joined(separator: "\n").utf8))",
      created: UTCInstant(microsecondsSince2000: created.microseconds)
    ) { book in
      try book.sheet("People", peopleColumns, rows: pages.pages.lazy.map(person))
      try book.sheet("Figures", CardTable.columns) { sheet in
        for page in pages.pages { for row in CardTable.rows(page) { try sheet.append(row) } }
      }
      try book.sheet("Definitions", Self.definitionColumns, rows: pages.metrics.map(Self.definition))
      try book.sheet(
        "Method", [Documents.Column("What", width: 24), Documents.Column("How", width: 60)], rows: Self.method)
    }
  }

  /// Two columns a metric: the best estimate that may be shown, and its n.
  private var peopleColumns: [Documents.Column] {
    [
      Documents.Column("Name", width: 24), Documents.Column("Number"), Documents.Column("Team"),
      Documents.Column("Peers"),
    ]
      + pages.metrics.flatMap { metric in
        [
          Documents.Column(metric.name, metric.definition.unit.kind), Documents.Column("n \(metric.code)", .integer),
          Documents.Column("\(metric.code) says"),
        ]
      } + [Documents.Column("Standing"), Documents.Column("sha256", width: 20)]
  }

  private func person(_ page: CardPage) -> [Cell] {
    let card = page.card
    let figures = Dictionary(page.figures.map { ($0.metric, $0) }) { first, _ in first }
    let who: [Cell] = [.text(card.name), .text(card.number), .text(card.team), .text(card.peers)]
    return who
      + pages.metrics.flatMap { metric -> [Cell] in
        guard let figure = figures[metric.code] else { return [.empty, .empty, .empty] }
        return [.number(figure.value), .integer(figure.n), .text(figure.band.rawValue)]
      } + [.text(card.standing.rawValue), .text(card.hash)]
  }

  private static let definitionColumns = [
    Documents.Column("Code"), Documents.Column("Name", width: 28), Documents.Column("Version", .integer),
    Documents.Column("Numerator", width: 50), Documents.Column("Denominator", width: 44),
    Documents.Column("Put down to", width: 44), Documents.Column("Clock"), Documents.Column("Watched days", .integer),
    Documents.Column("Minutes", .integer), Documents.Column("Left out", width: 24), Documents.Column("Mix"),
    Documents.Column("Better"), Documents.Column("Estimator"), Documents.Column("Shown from n", .integer),
    Documents.Column("Judged from n", .integer), Documents.Column("From", .date),
  ]

  private static func definition(_ metric: Metric) -> [Cell] {
    let words = metric.definition
    return [
      .text(metric.code), .text(metric.name), .integer(metric.version), .text(words.numerator),
      .text(words.denominator), .text(words.attribution), .text(words.clock.rawValue), .integer(words.windowDays),
      .integer(words.threshold.map { Int($0) }), .text(words.leftOut.joined(separator: ", ")),
      .text(words.strata.rawValue), .text(words.direction.rawValue), .text(words.estimator.rawValue),
      .integer(words.minimum), .integer(words.trusted), .date(metric.startsOn.civil),
    ]
  }

  private static let method: [[Cell]] = CardMethod.lines.map { [.text($0.what), .text($0.how)] }
}

/// How cards are reckoned, in the words that stand on each of them.
enum CardMethod {
  static let lines: [(what: String, how: String)] = [
    (
      "Counted", "What was counted, as it is, with its interval: Wilson's for shares, a normal one for means and times."
    ),
    (
      "Best estimate",
      "The counted number drawn towards the peers as far as chance asks (empirical Bayes; beta-binomial for shares, "
        + "normal-normal for the rest), from ten peers with data on."
    ),
    (
      "Reliability",
      "How much of the own number the best estimate keeps. Below one half nothing is said about a person."
    ),
    (
      "Mix taken out",
      "What the number would be with everybody's mix of queues: directly where each has five cases, else indirectly."
    ),
    (
      "What it says",
      "Above or below when the probability of being beyond the target, or the peers where there is none, is 90 % or more."
    ),
    ("Flag", "Two (watch) or three (act) standard deviations off in a funnel as wide as people really differ."),
    (
      "Not enough data",
      "Fewer cases than the definition asks, or a share known to less than 20 points. Never a nought."
    ),
    ("If those who kept silent", "The share if none, or all, of those who did not answer had been satisfied."),
    ("No rank, no total", "Nobody is ranked, and no total is made of unlike things."),
    ("Rights", "An objection is part of the card. Ask counsel how long cards are to be kept where you are."),
  ]
}
