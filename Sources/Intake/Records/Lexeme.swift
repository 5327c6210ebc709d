internal import Postgres
internal import Workload

/// Values as vendors write them, read exactly: digits stay digits, and no word of PostgreSQL's is ever tried.
enum Lexeme {
  /// What a vendor's timestamp says: an instant, or what a clock somewhere showed.
  enum Time: Hashable {
    case at(Instant)
    case onTheClock(LocalDateTime)
  }

  /// `2019-06-03T02:23:47Z`, `2008-01-10 11:00:00.25 -0500`, `2012-05-10 09:00:00 UTC`, `2017-03-21 20:07:11`;
  /// nothing else.
  static func time(_ text: some Collection<UInt8>) -> Time? {
    var digits = DigitCursor(text)
    guard let year = digits.number(4), digits.skip(.minus), let month = digits.number(2), digits.skip(.minus),
      let day = digits.number(2), digits.skip(UInt8(ascii: "T")) || digits.skip(0x20),
      let hour = digits.number(2), digits.skip(.colon), let minute = digits.number(2),
      let date = LocalDate(year: year, month: month, day: day), (1990..<2100).contains(year), hour < 24, minute < 60
    else { return nil }
    var micros = 0
    if digits.skip(.colon) {
      guard let second = digits.number(2), second < 60, let fraction = digits.fraction() else { return nil }
      micros = second * 1_000_000 + fraction
    }
    let wall = Int64(date.daysSince2000) * 86_400_000_000 + Int64((hour * 60 + minute) * 60_000_000 + micros)
    if digits.isAtEnd { return .onTheClock(LocalDateTime(microseconds: wall)) }
    guard let offset = digits.offset(), digits.isAtEnd else { return nil }
    return .at(Instant(microseconds: wall - Int64(offset) * 60_000_000))
  }

  /// Whether `text` is an instant with its offset, as our own files write it.
  static func isInstant(_ text: String) -> Bool {
    if case .at? = time(text.utf8) { return true }
    return false
  }

  /// An amount as minor units of `currency`, exact; `nil` where it is none, or finer than the currency is.
  static func minor(_ text: some Collection<UInt8>, _ currency: String) -> Int64? {
    let isNegative = text.first == .minus
    let parts = text.dropFirst(isNegative ? 1 : 0)
      .split(separator: .point, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else {
      return nil
    }
    let places = Currency.places(of: currency)
    var cents = parts.count == 2 ? Array(parts[1]) : []
    while cents.count > places, cents.last == UInt8(ascii: "0") { cents.removeLast() }
    guard cents.count <= places, whole.count + places <= 18 else { return nil }
    let digits = Array(whole) + cents + Array(repeating: UInt8(ascii: "0"), count: places - cents.count)
    return Int64(String(decoding: digits, as: UTF8.self)).map { isNegative ? -$0 : $0 }
  }

  /// What was meant as a whole number of at most 18 digits, `12.0000` included.
  static func whole(_ text: some Collection<UInt8>) -> Int64? {
    let isNegative = text.first == .minus
    let parts = text.dropFirst(isNegative ? 1 : 0)
      .split(separator: .point, maxSplits: 1, omittingEmptySubsequences: false)
    guard let digits = parts.first, (1...18).contains(digits.count), digits.allSatisfy(\.isDigit),
      parts.count == 1 || (!parts[1].isEmpty && parts[1].allSatisfy { $0 == UInt8(ascii: "0") })
    else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self)).map { isNegative ? -$0 : $0 }
  }

  /// Whether `text` is more than nothing and no whole number: `0.5`, `2.2500`.
  static func isMeasure(_ text: some Collection<UInt8>) -> Bool {
    let parts = text.split(separator: .point, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, (1...18).contains(parts[0].count), parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) else {
      return false
    }
    return parts[1].contains { $0 != UInt8(ascii: "0") }
  }
}

/// A walk over digits and what parts them.
private struct DigitCursor<Bytes: Collection<UInt8>> {
  private var rest: Bytes.SubSequence

  init(_ bytes: Bytes) {
    rest = bytes[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let byte = rest.first, byte.isDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      rest = rest.dropFirst()
    }
    return value
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Microseconds behind a point, up to nine digits of which six count; 0 without a point.
  mutating func fraction() -> Int? {
    guard skip(.point) else { return 0 }
    var micros = 0
    var count = 0
    while let byte = rest.first, byte.isDigit {
      if count < 6 { micros = micros * 10 + Int(byte - UInt8(ascii: "0")) }
      count += 1
      rest = rest.dropFirst()
    }
    guard (1...9).contains(count) else { return nil }
    for _ in count..<max(6, count) { micros *= 10 }
    return micros
  }

  /// Minutes east of Greenwich: `Z`, `+05:30`, ` -0500`, ` UTC`.
  mutating func offset() -> Int? {
    let isApart = skip(0x20)
    if skip(UInt8(ascii: "Z")) { return 0 }
    if isApart, "UTC".utf8.allSatisfy({ skip($0) }) { return 0 }
    let isWest = skip(.minus)
    guard isWest || skip(UInt8(ascii: "+")), let hours = number(2) else { return nil }
    _ = skip(.colon)
    guard let minutes = number(2), hours < 16, minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 60 + minutes)
  }
}
