import Documents
import Scorecards
import Store

/// A card as a page: one template for one agent, with a drawing of every number through the published periods.
struct CardReport {
  let page: CardPage
  /// The person's published cards of earlier periods, the earliest first.
  let history: [CardPage]

  var html: String {
    let card = page.card
    return Page(
      title: card.name,
      kind: "Scorecard \(card.period), \(card.startsOn.civil.inWords) to \(card.endsOn.civil.inWords)",
      lead: lead, facts: facts, sections: [figures, method, signatures]
    ) {
      "Issue \(card.issue), as of \(card.asOf.minute), sha256 \(card.hash). Explain a number: "
      Markup("code") { "muster scorecard explain \(card.period) '\(card.name)' METRIC" }
    }.html
  }

  private var lead: String {
    let judged = page.figures.filter { [.above, .below, .expected].contains($0.band) }
    guard !judged.isEmpty else {
      return "There is not enough data to say how these weeks went; each number says how much it would take."
    }
    let above = judged.filter { $0.band == .above }.map(\.name)
    let below = judged.filter { $0.band == .below }.map(\.name)
    let expected = judged.count - above.count - below.count
    var words = "As expected: \(expected) of \(judged.count) with enough data."
    if !above.isEmpty { words += " Better: \(above.joined(separator: ", "))." }
    if !below.isEmpty { words += " To talk about: \(below.joined(separator: ", "))." }
    return words
  }

  private var facts: [Page.Fact] {
    [
      Page.Fact("Team", page.card.team ?? "–"), Page.Fact("Compared with", page.card.peers),
      Page.Fact("Here for", "\(page.card.tenureDays) days"), Page.Fact("Standing", page.card.standing.rawValue),
    ]
  }

  private var figures: Page.Section {
    Page.Section("figures", "What was counted") {
      page.figures.map { figure in
        let chart = TrendChart(
          title: figure.name, summary: MeasureWords(figure).sentence, unit: figure.unit.rawValue,
          points: points(figure), target: figure.target.map { $0 * figure.scale })
        return chart.points.contains { $0.value != nil } ? chart.markup : chart.words
      }
    }
  }

  private func points(_ figure: Measure) -> [TrendChart.Point] {
    let earlier = history.filter { $0.card.endsOn < page.card.startsOn }.suffix(11)
    return (Array(earlier) + [page]).compactMap { page in
      page.figures.first { $0.metric == figure.metric && $0.unit == figure.unit }.map { figure in
        TrendChart.Point(
          page.card.period, n: figure.n, value: figure.value.map { $0 * figure.scale },
          low: figure.low.map { $0 * figure.scale }, high: figure.high.map { $0 * figure.scale },
          peers: figure.peerValue.map { $0 * figure.scale })
      }
    }
  }

  private var method: Page.Section {
    Page.Section("method", "How it was reckoned") {
      Markup("ul") { CardMethod.lines.map { line in Markup("li") { "\(line.what): \(line.how)" } } }
    }
  }

  private var signatures: Page.Section {
    Page.Section("signatures", "Signatures") {
      Markup.table(
        "Who signed",
        [
          Documents.Column("Step"), Documents.Column("By"), Documents.Column("At", .instant),
          Documents.Column("Comment"),
        ],
        page.signatures.map {
          [
            .text($0.standing.rawValue), .text($0.by), .instant(UTCInstant(microsecondsSince2000: $0.at.microseconds)),
            .text($0.comment),
          ]
        })
    }
  }
}

extension Measure {
  /// Shares are drawn in percent.
  var scale: Double { unit == .percent ? 100 : 1 }
}
