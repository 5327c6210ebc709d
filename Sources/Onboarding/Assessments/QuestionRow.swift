/// A question as a line of a spreadsheet: `key, kind, question, right, wrong, feedback, tags`.
///
/// Several answers of a cell are parted by `|`; a match is written `Canada = Ottawa`, a number `3.14`, `3.14:0.01` or
/// `1..5`.
public struct QuestionRow: Sendable {
  /// The columns that a file may have; kind, question and right must be there.
  public static let columns = ["key", "kind", "question", "right", "wrong", "feedback", "tags"]
  public static let needed = ["kind", "question"]

  private let cells: [String: String]

  public init(_ cells: [String: String]) {
    self.cells = cells
  }

  /// The question, or why the line is none.
  public func question() throws(UnreadableResponse) -> Question {
    guard !cells.values.contains(where: { $0.utf8.contains(0) }) else { throw UnreadableResponse("a NUL character") }
    let word = self["kind"]?.lowercased() ?? ""
    guard let kind = Question.Kind(rawValue: word) else {
      throw UnreadableResponse(
        "no kind is called “\(word)”: \(Question.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return Question(
      Prose(self["question"] ?? "", format: .plain), try body(of: kind), key: self["key"], tags: list("tags"),
      feedback: self["feedback"].map { Prose($0, format: .plain) })
  }

  private subscript(column: String) -> String? {
    cells[column].map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
  }

  private func list(_ column: String) -> [String] {
    (self[column] ?? "").split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private func body(of kind: Question.Kind) throws(UnreadableResponse) -> Question.Body {
    let right = list("right"), wrong = list("wrong")
    switch kind {
    case .description: return .description
    case .essay: return .essay
    case .one: return .choice(options: right.map { option($0, true) } + wrong.map { option($0, false) }, several: false)
    case .several:
      // Each right one earns its share, and one wrong pick costs all of it.
      let share = 100 / Double(max(1, right.count))
      let options = right.map { option($0, false, share) } + wrong.map { option($0, false, -100) }
      return .choice(options: options, several: true)
    case .trueFalse:
      guard let truth = ["true": true, "false": false][right.first?.lowercased() ?? ""] else {
        throw UnreadableResponse("right must be true or false")
      }
      return .trueFalse(isTrue: truth, onTrue: nil, onFalse: nil)
    case .matching: return .matching(pairs: try pairs(right) + wrong.map { Question.Pair(Prose(""), $0) })
    case .short: return .short(answers: right.map { option($0, true) })
    case .numeric: return .numeric(answers: try spans(right))
    }
  }

  private func option(_ text: String, _ isRight: Bool, _ percent: Double? = nil) -> Question.Option {
    Question.Option(Prose(text, format: .plain), isRight: isRight, percent: percent)
  }

  private func pairs(_ right: [String]) throws(UnreadableResponse) -> [Question.Pair] {
    var pairs: [Question.Pair] = []
    for text in right {
      let sides = text.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard sides.count == 2 else { throw UnreadableResponse("“\(text.prefix(40))” is no pair: write Canada = Ottawa") }
      pairs.append(Question.Pair(Prose(sides[0], format: .plain), sides[1]))
    }
    return pairs
  }

  private func spans(_ right: [String]) throws(UnreadableResponse) -> [Question.Span] {
    var spans: [Question.Span] = []
    for text in right {
      guard let reach = Question.Span.Reach(gift: text) else {
        throw UnreadableResponse("“\(text.prefix(40))” is no number, number:tolerance or low..high")
      }
      spans.append(Question.Span(reach))
    }
    return spans
  }
}
