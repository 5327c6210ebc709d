/// What a learner answered.
///
/// Options, things and matches are counted from 1 in the order of the question version, whatever order was shown.
public enum Response: Codable, Sendable, Hashable {
  case picks([Int])
  case truth(Bool)
  /// For each thing that has a match the number of the match that was chosen; 0 is none.
  case matches([Int])
  case text(String)
  case number(Double)
}

/// Why an answer cannot be read as one to this question.
public struct UnreadableResponse: Error, Sendable, Equatable, CustomStringConvertible {
  /// What to type instead.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension Question {
  /// The longest answer that is kept.
  public static let longestAnswer = 20_000

  /// Reads what a learner typed against the question as it was shown.
  ///
  /// Options and matches are typed by the numbers shown: `2`, `1,3`, for a matching question one number for each
  /// thing; nothing at all is no answer.
  ///
  /// - Parameter order: The order in which options (of a matching question: matches) were shown, counted from 1.
  public func response(typed line: String, order: [Int]) throws(UnreadableResponse) -> Response? {
    let text = line.trimmed
    guard !text.isEmpty else { return nil }
    guard text.count <= Self.longestAnswer else {
      throw UnreadableResponse("An answer has at most \(Self.longestAnswer) characters.")
    }
    switch body {
    case .description: return nil
    case .choice(let options, let several):
      let shown = try Self.numbers(text, through: options.count)
      guard several || shown.count == 1 else { throw UnreadableResponse("Pick one number.") }
      guard Set(shown).count == shown.count else { throw UnreadableResponse("Name each number once.") }
      return .picks(shown.map { order.original($0) }.sorted())
    case .trueFalse: return .truth(try Self.truth(text))
    case .matching(let pairs):
      let things = pairs.count { !$0.misleads }
      let shown = try Self.numbers(text, through: Set(pairs.map(\.match)).count, from: 0)
      guard shown.count == things else {
        throw UnreadableResponse("Give \(things) numbers, one for each line, such as 2,1,3; 0 is none.")
      }
      return .matches(shown.map { $0 == 0 ? 0 : order.original($0) })
    case .numeric:
      guard let number = Double(written: text) else {
        throw UnreadableResponse("Type a number such as 12 or 0.5; no unit, no thousands separator.")
      }
      return .number(number)
    case .short, .essay: return .text(text)
    }
  }

  private static func truth(_ text: String) throws(UnreadableResponse) -> Bool {
    switch text.lowercased() {
    case "t", "true", "y", "yes", "1": true
    case "f", "false", "n", "no", "2": false
    default: throw UnreadableResponse("Type true or false.")
    }
  }

  private static func numbers(
    _ text: String, through last: Int, from first: Int = 1
  ) throws(UnreadableResponse) -> [Int] {
    var numbers: [Int] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let number = Int(part), number >= first, number <= last else {
        throw UnreadableResponse("Type numbers from \(first) to \(last), such as 1 or 1,3.")
      }
      numbers.append(number)
    }
    return numbers
  }
}

extension [Int] {
  /// The original number of what was shown at a place, both counted from 1.
  fileprivate func original(_ shown: Int) -> Int { indices.contains(shown - 1) ? self[shown - 1] : shown }
}

extension String {
  /// Without the blanks around it.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension Double {
  /// Reads a decimal number as people write it: no hexadecimal, no infinity, no words.
  init?(written text: some StringProtocol) {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      text.utf8.contains(where: { (48...57).contains($0) }), let number = Double(String(text)), number.isFinite
    else { return nil }
    self = number
  }
}
