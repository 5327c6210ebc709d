import Documents
import Scorecards

/// A figure in the words people read: between 78 and 93 %, best estimate 87, n = 34, peers 85.
struct MeasureWords {
  let figure: Measure

  init(_ figure: Measure) {
    self.figure = figure
  }

  /// The number in its unit; a dash where there is none.
  func amount(_ value: Double?) -> String { figure.unit.amount(value) }

  /// What is known, in one sentence.
  var sentence: String {
    guard figure.value != nil else { return "Not enough data: n = \(figure.n)" + needed + "." }
    var parts: [String] = []
    if let low = figure.low, let high = figure.high { parts.append("between \(amount(low)) and \(amount(high))") }
    parts.append("counted \(amount(figure.value))")
    if let fair = figure.fair { parts.append("best estimate \(amount(fair))") }
    parts.append("n = \(figure.n)")
    if let peers = figure.peerValue { parts.append("peers \(amount(peers))") }
    if let target = figure.target { parts.append("target \(amount(target))") }
    let joined = parts.joined(separator: ", ")
    return joined.prefix(1).uppercased() + joined.dropFirst() + verdict + "."
  }

  private var verdict: String {
    figure.band == .notEnough ? "; too few to judge" + needed : "; \(figure.band.rawValue)"
  }

  private var needed: String { figure.needed.map { " (it takes \($0))" } ?? "" }

  /// Where a line that shows the figure ends: all of a share, else a little beyond the most of what stands on it.
  var top: Double {
    if figure.unit == .percent { return 1 }
    return ([figure.high, figure.value, figure.target, figure.peerValue].compactMap { $0 }.max() ?? 0) * 1.1
  }

  /// The interval as a bar between the least and the most of those shown: `··├──●──┤··`.
  func bar(width: Int = 24) -> String {
    guard let value = figure.value, let low = figure.low, let high = figure.high else { return "" }
    guard top > 0 else { return "" }
    let step = Double(width - 1) / top
    let place: (Double) -> Int = { value in max(0, min(width - 1, Int((value * step).rounded()))) }
    var cells = Array(repeating: Character("·"), count: width)
    for index in place(low)...max(place(low), place(high)) { cells[index] = "─" }
    if let peers = figure.peerValue { cells[place(peers)] = "│" }
    if let target = figure.target { cells[place(target)] = "▲" }
    cells[place(value)] = "●"
    return String(cells)
  }
}

extension Definition.Unit {
  /// A number in this unit; a dash where there is none.
  func amount(_ value: Double?) -> String {
    guard let value else { return "–" }
    return switch self {
    case .percent: (value * 100).written(decimals: 1) + " %"
    case .minutes: Self.duration(value)
    case .seconds: Int(value.rounded()).grouped + " s"
    case .anHour: value.written(decimals: 2) + " an hour"
    case .points: value.written(decimals: 1)
    }
  }

  private static func duration(_ minutes: Double) -> String {
    guard minutes >= 60 else { return minutes.written(decimals: 1) + " min" }
    let (hours, rest) = Int(minutes.rounded()).quotientAndRemainder(dividingBy: 60)
    return "\(hours) h " + (rest < 10 ? "0" : "") + "\(rest) min"
  }
}

/// A card as a page for the terminal.
struct CardWords {
  let page: CardPage
  /// The person's published cards, the earliest first.
  let history: [CardPage]

  init(_ page: CardPage, history: [CardPage]) {
    self.page = page
    self.history = history
  }

  /// A figure through the published periods before this one, and now, as a line of blocks; nothing without a past.
  private func trend(_ figure: Measure) -> String? {
    let earlier = history.filter { $0.card.endsOn < page.card.startsOn }.suffix(11)
    let values = (Array(earlier) + [page]).map { page in
      page.figures.first { $0.metric == figure.metric && $0.unit == figure.unit }?.value
    }
    guard values.dropLast().contains(where: { $0 != nil }), let first = earlier.first else { return nil }
    return "\(TerminalPicture.sparkline(values)) from \(first.card.period) to \(page.card.period)"
  }

  func text(on terminal: Terminal) -> String {
    let card = page.card
    var text =
      terminal.styled("\(card.name.escapedForTerminal), \(card.team?.escapedForTerminal ?? "no team")", .bold) + "\n"
    text += "\(card.period), \(card.startsOn) to \(card.endsOn), issue \(card.issue); compared with \(card.peers); "
    text += "\(card.standing.rawValue)\n"
    if let reason = card.reason { text += "Reissued: \(reason.escapedForTerminal)\n" }
    let width = page.figures.map(\.name.displayWidth).max() ?? 0
    for figure in page.figures {
      let words = MeasureWords(figure)
      text += "\n\(terminal.styled(figure.name.padded(to: width), .bold))  \(words.bar())\n"
      text += "  \(words.sentence)\n"
      if let trend = trend(figure) { text += "  \(trend)\n" }
      if let adjusted = figure.adjusted, let how = figure.adjustedFor {
        text += "  With everybody's mix by \(how): \(words.amount(adjusted)).\n"
      }
      if let asked = figure.asked, asked > 0, figure.n > 0 {
        text += "  \(figure.n) of \(asked) asked answered"
        text +=
          figure.boundLow.map {
            "; had all answered, between \(words.amount($0)) and \(words.amount(figure.boundHigh))"
          } ?? ""
        text += ".\n"
      }
    }
    text += "\n"
    for signature in page.signatures {
      text += "\(signature.standing.rawValue) by \(signature.by.escapedForTerminal), \(signature.at.minute)"
      text += (signature.comment.map { ": \($0.escapedForTerminal)" } ?? "") + "\n"
    }
    return text + terminal.styled("● counted  ─ 95 % interval  │ peers  ▲ target   sha256 \(card.hash)", .dim) + "\n"
  }
}
