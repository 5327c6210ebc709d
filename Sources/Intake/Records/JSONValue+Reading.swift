internal import Postgres
internal import Workload

// Strict readings of a value: each takes what the vendors are known to write, and refuses by the value's pointer.
extension JSONValue {
  func refused(_ code: RecordRefusal.Code, _ problem: String) -> RecordRefusal {
    RecordRefusal(code, at: pointer, problem)
  }

  /// A member the record must have.
  func required(_ key: StaticString) throws(RecordRefusal) -> JSONValue {
    guard let value = self[key] else {
      throw RecordRefusal(.missingKey, at: pointer + "/\(key)", "\(has(key) ? "null" : "not there"), but needed")
    }
    return value
  }

  /// The first of two members that is there.
  func required(_ key: StaticString, or other: StaticString) throws(RecordRefusal) -> JSONValue {
    if let value = self[key] { return value }
    return try required(other)
  }

  /// What the vendor calls a thing: digits or text, never rounded.
  func id() throws(RecordRefusal) -> String {
    let text: String
    switch kind {
    case .number:
      guard raw.allSatisfy(\.isDigit) else { throw refused(.badNumber, "an id that is no whole number") }
      return String(decoding: raw, as: UTF8.self)
    default:
      guard let string else { throw refused(.wrongType, "neither digits nor text") }
      text = string
    }
    let name = text.hasPrefix("gid://") ? String(text.split(separator: "/").last ?? "") : text
    return try line(name, upTo: 200)
  }

  /// A short text: composed, on one line, nothing hidden in it.
  func text(upTo limit: Int) throws(RecordRefusal) -> String {
    if kind == .number { return String(decoding: raw, as: UTF8.self) }
    guard let string else { throw refused(.wrongType, "no text") }
    return try line(string, upTo: limit)
  }

  /// The same, or nothing where it is blank.
  func optionalText(upTo limit: Int) throws(RecordRefusal) -> String? {
    guard string?.contains(where: { !$0.isWhitespace }) != false else { return nil }
    return try text(upTo: limit)
  }

  private func line(_ text: String, upTo limit: Int) throws(RecordRefusal) -> String {
    let composed = text.composed
    guard !composed.isEmpty, composed.unicodeScalars.count <= limit else {
      throw refused(.badText, composed.isEmpty ? "blank" : "more than \(limit) characters")
    }
    guard !composed.unicodeScalars.contains(where: \.isUnfit) else {
      throw refused(.badText, "holds a hidden character")
    }
    return composed
  }

  func flag() throws(RecordRefusal) -> Bool {
    switch kind {
    case .yes: true
    case .no: false
    default: throw refused(.wrongType, "neither true nor false")
    }
  }

  /// A whole number, `1.0000` and `"1"` included.
  func whole() throws(RecordRefusal) -> Int32 {
    guard kind == .number || kind == .string, let whole = Lexeme.whole(raw), let count = Int32(exactly: whole) else {
      throw refused(.badNumber, "no whole number that fits")
    }
    return count
  }

  /// A whole number of things.
  func count() throws(RecordRefusal) -> Int32 {
    let count = try whole()
    guard count >= 0 else { throw refused(.badNumber, "fewer than none") }
    return count
  }

  /// A quantity as pieces: what is sold by measure, such as 0.5 metres, is one.
  func pieces() throws(RecordRefusal) -> Int32 {
    if kind == .number || kind == .string, Lexeme.isMeasure(raw) { return 1 }
    return try count()
  }

  /// The pieces of all lines.
  func pieces(of key: StaticString) throws(RecordRefusal) -> Int32 {
    var sum: Int32 = 0
    for line in elements {
      let (next, isTooMuch) = sum.addingReportingOverflow(try line.required(key).pieces())
      guard !isTooMuch else { throw line.refused(.badNumber, "too many pieces in all") }
      sum = next
    }
    return sum
  }

  /// An instant; `isUTC` where the vendor leaves the zone out and means Greenwich.
  func instant(isUTC: Bool = false) throws(RecordRefusal) -> Instant {
    guard kind == .string else { throw refused(.wrongType, "no text, where a time should be") }
    switch Lexeme.time(raw) {
    case .at(let instant): return instant
    case .onTheClock(let local) where isUTC: return Instant(microseconds: local.microseconds)
    case .onTheClock: throw refused(.badTimestamp, "“\(shown)” has no offset")
    case nil: throw refused(.badTimestamp, "“\(shown)” is no time from 1990 to 2099")
    }
  }

  /// A whole number of seconds since 1970.
  func epoch() throws(RecordRefusal) -> Instant {
    guard kind == .number, let seconds = Lexeme.whole(raw), (631_152_000..<4_102_444_800).contains(seconds) else {
      throw refused(.badTimestamp, "no seconds since 1970")
    }
    return Instant(unixSeconds: seconds)
  }

  /// An amount, written as text or as a number.
  func money(_ currency: String) throws(RecordRefusal) -> Money {
    guard kind == .string || kind == .number else { throw refused(.wrongType, "neither text nor number") }
    guard let minor = Lexeme.minor(raw, currency) else {
      throw refused(.badMoney, "“\(shown)” is no amount of \(currency)")
    }
    return Money(minor: minor, currency: currency)
  }

  /// An amount without a sign.
  func amount(_ currency: String) throws(RecordRefusal) -> Money {
    let money = try money(currency)
    guard money.minor >= 0 else { throw refused(.badMoney, "less than nothing") }
    return money
  }

  /// A time that cannot lie before `first`.
  func instant(notBefore first: Instant) throws(RecordRefusal) -> Instant {
    let instant = try instant()
    guard instant >= first else { throw refused(.badTimestamp, "before its contact was opened") }
    return instant
  }

  /// The currency a member names; where it is blank, the one of amounts that name none.
  func currency(_ key: StaticString, or settings: VendorSettings) throws(RecordRefusal) -> String {
    if let value = self[key], value.string?.isEmpty != true { return try value.currency() }
    guard let currency = settings.currency else {
      throw RecordRefusal(.unknownCurrency, at: pointer + "/\(key)", "names no currency: say --currency")
    }
    return currency
  }

  func currency() throws(RecordRefusal) -> String {
    guard let code = string, Currency.isKnown(code) else {
      throw refused(.unknownCurrency, "“\(shown)” is no currency of ISO 4217")
    }
    return code
  }

  /// The value as it may be printed.
  var shown: String { Excerpt.masked(raw) }
}

extension Instant {
  /// As a version: microseconds since 1970.
  var version: Int64 { microseconds + 946_684_800_000_000 }
}
