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
  /// Reads what a learner typed; the order is that in which options or matches were shown, counted from 1.
  public func response(typed line: String, order: [Int]) throws(UnreadableResponse) -> Response? {
    let shown = shown
    return try Response.read(
      line, to: kind, options: shown.options?.count ?? shown.matches?.count ?? 0, things: shown.things?.count ?? 0,
      order: order)
  }
}

extension Response {
  /// The longest answer that is kept, in characters.
  public static let longest = 20_000

  /// Reads what a learner typed against the question as it was shown; `nil` when nothing was typed.
  ///
  /// Options and matches are typed by the numbers shown: `2`, `1,3`, for a matching question one number for each
  /// thing.
  ///
  /// - Parameters:
  ///   - options: How many options or matches there are.
  ///   - things: How many things are to be matched.
  ///   - order: The order in which the options were shown, counted from 1.
  static func read(
    _ line: String, to kind: Question.Kind, options: Int, things: Int, order: [Int]
  ) throws(UnreadableResponse) -> Response? {
    let text = line.trimmed
    guard !text.isEmpty else { return nil }
    guard text.count <= longest else { throw UnreadableResponse("An answer has at most \(longest) characters.") }
    guard !text.utf8.contains(0) else { throw UnreadableResponse("An answer has no NUL character.") }
    switch kind {
    case .description: return nil
    case .one, .several: return .picks(try picks(text, isOne: kind == .one, of: options, order: order))
    case .trueFalse: return .truth(try truth(text))
    case .matching:
      let shown = try numbers(text, through: options, from: 0)
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

  private static func picks(
    _ text: String, isOne: Bool, of options: Int, order: [Int]
  ) throws(UnreadableResponse) -> [Int] {
    let shown = try numbers(text, through: options)
    guard !isOne || shown.count == 1 else { throw UnreadableResponse("Pick one number.") }
    guard Set(shown).count == shown.count else { throw UnreadableResponse("Name each number once.") }
    return shown.map { order.original($0) }.sorted()
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
