import Documents
import Scorecards
import Store

/// A card on paper: each number with its interval, how it was reckoned, and lines to sign on.
struct CardPrint {
  let page: CardPage

  func write(to path: String) throws {
    let card = page.card
    try PrintedDocument(
      title: "Scorecard \(card.period), \(card.name)",
      footer: "\(card.period), issue \(card.issue), as of \(card.asOf.minute) · sha256 \(card.hash)",
      created: UTCInstant(microsecondsSince2000: card.asOf.microseconds), blocks: blocks
    ).write(to: path)
  }

  private var blocks: [PrintBlock] {
    let card = page.card
    var blocks: [PrintBlock] = [
      .title(card.name),
      .paragraph(
        "Scorecard \(card.period), \(card.startsOn) to \(card.endsOn). Team: \(card.team ?? "none"). "
          + "Compared with: \(card.peers). Here for \(card.tenureDays) days on the last day."),
    ]
    if let reason = card.reason { blocks.append(.paragraph("Issue \(card.issue), because: \(reason)")) }
    blocks.append(.note("● counted  ━ 95 % interval  │ peers  ▲ target. Lines run from nought to the best end shown."))
    blocks.append(.heading("What was counted"))
    blocks += page.figures.map { .interval(interval($0)) }
    blocks.append(.heading("Definitions"))
    blocks.append(
      .table(
        header: ["Metric", "Version", "n", "Left out", "Interval", "Adjusted for"], widths: [30, 12, 8, 11, 20, 19],
        rows: page.figures.map {
          [$0.name, "\($0.version)", "\($0.n)", "\($0.leftOut)", $0.interval, $0.adjustedFor ?? "–"]
        }))
    blocks.append(.heading("How it was reckoned"))
    blocks += CardMethod.lines.map { .note("\($0.what): \($0.how)") }
    blocks.append(.heading("Signatures"))
    blocks.append(.signatures(signatures))
    return blocks
  }

  private func interval(_ figure: Measure) -> PrintInterval {
    let words = MeasureWords(figure)
    let top = words.top
    let part: (Double?) -> Double? = { value in value.flatMap { top > 0 ? $0 / top : nil } }
    return PrintInterval(
      title: figure.name, words: words.sentence, low: part(figure.low), value: part(figure.value),
      high: part(figure.high), peers: part(figure.peerValue), target: part(figure.target))
  }

  private var signatures: [PrintSignature] {
    let given = Dictionary(page.signatures.map { ($0.standing, $0) }) { first, _ in first }
    let lines: [(String, Card.Standing)] = [("Lead", .signed), ("Agent", answer), ("HR", .countersigned)]
    return lines.map { role, standing in
      guard let signature = given[standing] else { return PrintSignature(role: role, name: "", signed: "") }
      return PrintSignature(
        role: role, name: signature.by,
        signed: "\(standing.rawValue) \(signature.at.minute)" + (signature.comment.map { ": \($0)" } ?? ""))
    }
  }

  private var answer: Card.Standing {
    page.signatures.contains { $0.standing == .objected } ? .objected : .acknowledged
  }
}

extension Instant {
  /// The moment for people, to the minute: 2025-12-03 09:15 UTC.
  var minute: String {
    let words = description
    return words.prefix(10) + " " + words.dropFirst(11).prefix(5) + " UTC"
  }
}
