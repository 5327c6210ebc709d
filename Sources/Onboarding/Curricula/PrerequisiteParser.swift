extension Prerequisite {
  /// Reads an expression.
  ///
  /// - Throws: ``OnboardingError/unreadable(_:)`` with the place and what was expected there.
  public init(parsing text: String) throws(OnboardingError) {
    var parser = PrerequisiteParser(text)
    self = try parser.expression()
    try parser.end()
  }
}

/// Reads prerequisites by recursive descent: `or` over `and` over keys, marks, brackets and `N of (…)`.
struct PrerequisiteParser {
  private enum Token: Equatable {
    case word(String), number(Double), open, close, comma, atLeast, percent
  }

  private let text: String
  private var tokens: [(Token, place: Int)] = []
  private var next = 0
  private var depth = 0

  init(_ text: String) {
    self.text = text
  }

  mutating func expression() throws(OnboardingError) -> Prerequisite {
    if tokens.isEmpty { tokens = try scanned() }
    depth += 1
    defer { depth -= 1 }
    guard depth <= 20 else { throw problem("brackets inside brackets at most 20 deep") }
    var parts = [try conjunction()]
    while take(word: "or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  func end() throws(OnboardingError) {
    guard next == tokens.count else { throw problem("“and”, “or” or the end") }
  }

  private mutating func conjunction() throws(OnboardingError) -> Prerequisite {
    var parts = [try factor()]
    while take(word: "and") { parts.append(try factor()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func factor() throws(OnboardingError) -> Prerequisite {
    guard next < tokens.count else { throw problem("a key") }
    let (token, place) = tokens[next]
    next += 1
    switch token {
    case .open:
      let inner = try expression()
      try expect(.close, "a closing bracket")
      return inner
    case .number(let count): return try some(count)
    case .word(let key) where key != "and" && key != "or" && key != "of":
      guard take(.atLeast) else { return .done(key) }
      return .score(key, atLeast: try mark())
    default:
      next -= 1
      throw problem("a key", at: place)
    }
  }

  private mutating func some(_ count: Double) throws(OnboardingError) -> Prerequisite {
    guard take(word: "of"), take(.open) else { throw problem("“of (” after a number") }
    var parts = [try expression()]
    while take(.comma) { parts.append(try expression()) }
    try expect(.close, "a comma or a closing bracket")
    guard let whole = Int(exactly: count), (1...parts.count).contains(whole) else {
      throw problem("a whole number from 1 to \(parts.count) before “of”")
    }
    return .some(whole, parts)
  }

  /// A mark as a share or in percent.
  private mutating func mark() throws(OnboardingError) -> Double {
    guard next < tokens.count, case .number(let number) = tokens[next].0 else { throw problem("a mark such as 80 %") }
    next += 1
    let mark = take(.percent) ? number / 100 : number
    guard (0...1).contains(mark) else { throw problem("a mark from 0 to 1, or from 0 % to 100 %") }
    return mark
  }

  // MARK: Words

  private mutating func take(_ token: Token) -> Bool {
    guard next < tokens.count, tokens[next].0 == token else { return false }
    next += 1
    return true
  }

  private mutating func take(word: String) -> Bool { take(.word(word)) }

  private mutating func expect(_ token: Token, _ name: String) throws(OnboardingError) {
    guard take(token) else { throw problem(name) }
  }

  private func problem(_ expected: String, at place: Int? = nil) -> OnboardingError {
    let place = place ?? (next < tokens.count ? tokens[next].place : text.count)
    return .unreadable("“\(text)”: expected \(expected) at character \(place + 1).")
  }

  private func scanned() throws(OnboardingError) -> [(Token, place: Int)] {
    let letters = Array(text)
    var (found, at): ([(Token, place: Int)], Int) = ([], 0)
    let marks: [Character: Token] = ["(": .open, ")": .close, ",": .comma, "%": .percent, "≥": .atLeast]
    while at < letters.count {
      let letter = letters[at]
      if letter.isWhitespace {
        at += 1
      } else if let mark = marks[letter] {
        found.append((mark, at))
        at += 1
      } else if letter == "&" || letter == "|" {
        found.append((.word(letter == "&" ? "and" : "or"), at))
        at += 1
      } else if letter == ">", at + 1 < letters.count, letters[at + 1] == "=" {
        found.append((.atLeast, at))
        at += 2
      } else {
        let run = letters[at...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_" }
        guard !run.isEmpty else {
          throw .unreadable("“\(text)”: “\(letter)” at character \(at + 1) means nothing here.")
        }
        found.append((token(String(run)), at))
        at += run.count
      }
    }
    return found
  }

  private func token(_ run: String) -> Token {
    if let number = Double(run) { return .number(number) }
    let lowered = run.lowercased()
    return .word(["and", "or", "of"].contains(lowered) ? lowered : run)
  }
}
