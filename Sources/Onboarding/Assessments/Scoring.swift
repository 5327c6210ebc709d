/// How answers become points. Pure: the same answer to the same question version always scores the same.
public enum Scoring {
  /// The worth of an answer from 0 to 1; `nil` when somebody must read it.
  ///
  /// No answer is 0. Wrong picks subtract where the author said so, but a question never scores below 0.
  public static func fraction(of response: Response?, to question: Question) -> Double? {
    guard let response else { return 0 }
    switch (question.body, response) {
    case (.choice(let options, _), .picks(let picks)):
      let worth = Set(picks).reduce(0) { $0 + (options.indices.contains($1 - 1) ? options[$1 - 1].worth : 0) }
      return clamped(worth)
    case (.trueFalse(let isTrue, _, _), .truth(let truth)): return truth == isTrue ? 1 : 0
    case (.matching(let pairs), .matches(let matches)): return matched(pairs, matches)
    case (.short(let answers), .text(let text)):
      return clamped(answers.first { accepts($0.text.text, text) }?.worth ?? 0)
    case (.numeric(let answers), .number(let number)):
      return clamped(answers.first { $0.reach.holds(number) }?.worth ?? 0)
    case (.essay, _): return nil
    default: return 0
    }
  }

  /// The share of points earned, from 0 to 1 with four decimals.
  ///
  /// Noise of the last binary digits is taken off first (three thirds of 33.33333 % are 1), and then the rest is cut,
  /// never rounded up: nobody passes by rounding.
  public static func score(_ earned: [(fraction: Double, points: Double)]) -> Double? {
    let possible = earned.reduce(0) { $0 + $1.points }
    guard possible > 0 else { return nil }
    let share = earned.reduce(0) { $0 + $1.fraction * $1.points } / possible
    let whole = (share * 1_000_000).rounded() / 100
    return clamped(whole.rounded(.down) / 10_000)
  }

  /// Adds up percents of options with the same care: 3 x 33.33333 is 100.
  static func isWhole(_ percents: [Double]) -> Bool {
    (percents.reduce(0, +) - 100).magnitude < 0.01
  }

  private static func clamped(_ worth: Double) -> Double {
    let near = (worth * 1_000_000).rounded() / 1_000_000
    return min(1, max(0, near))
  }

  private static func matched(_ pairs: [Question.Pair], _ matches: [Int]) -> Double {
    let choices = Question.matchesOffered(by: pairs)
    let things = pairs.filter { !$0.misleads }
    guard !things.isEmpty else { return 0 }
    let right = zip(things, matches).count { thing, match in
      choices.indices.contains(match - 1) && choices[match - 1] == thing.match
    }
    return Double(right) / Double(things.count)
  }

  /// Whether a typed answer is the one foreseen: case and runs of blanks do not count, `*` stands for anything.
  static func accepts(_ pattern: String, _ answer: String) -> Bool {
    let wanted = plain(pattern), given = plain(answer)
    guard wanted.contains("*") else { return wanted == given }
    let pieces = wanted.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = pieces.first, let last = pieces.last, given.hasPrefix(first) else { return false }
    var rest = given.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.count >= last.count && rest.hasSuffix(last)
  }

  /// A foreseen answer as a pattern of SQL's LIKE.
  static func pattern(_ foreseen: String) -> String {
    plain(foreseen).reduce(into: "") { text, character in
      text += character == "*" ? "%" : "%_\\".contains(character) ? "\\\(character)" : String(character)
    }
  }

  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}

extension Question {
  /// The different matches of a matching question, in the author's order.
  public static func matchesOffered(by pairs: [Pair]) -> [String] {
    var seen: Set<String> = []
    return pairs.map(\.match).filter { seen.insert($0).inserted }
  }
}

extension Question.Span.Reach {
  /// The ends within which a number counts, a hair wider for what binary fractions cannot say; `nil` for any number.
  var ends: ClosedRange<Double>? {
    let (low, high): (Double, Double)
    switch self {
    case .anything: return nil
    case .near(let value, let tolerance): (low, high) = (value - tolerance, value + tolerance)
    case .between(let first, let last): (low, high) = (first, last)
    }
    let hair = max(low.magnitude, high.magnitude) * 1e-12
    return (low - hair)...(high + hair)
  }

  func holds(_ number: Double) -> Bool { ends?.contains(number) ?? true }
}
