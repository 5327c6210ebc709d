/// A point in time, exact to the microsecond, the same everywhere: `timestamptz`.
public struct Instant: Hashable, Comparable, Sendable {
  /// Microseconds since 2000-01-01 00:00 UTC.
  public let microseconds: Int64

  @inlinable
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  public static let infinity = Instant(microseconds: .max)
  public static let minusInfinity = Instant(microseconds: .min)

  public var isFinite: Bool { self != .infinity && self != .minusInfinity }

  /// An instant counted in whole seconds from 1970, as Unix counts.
  public init(unixSeconds: Int64) {
    microseconds = (unixSeconds - 946_684_800) * 1_000_000
  }

  /// Whole seconds since 1970, rounded down.
  public var unixSeconds: Int64 {
    Int64(LocalDateTime.floor(microseconds, 1_000_000)) + 946_684_800
  }

  /// Reads ISO 8601 with an offset: `2011-08-31T09:00:00Z`, `2011-08-31 10:00+01:00`.
  public init?(_ text: String) {
    guard let (local, offset) = Self.split(text), let wall = LocalDateTime(local) else { return nil }
    microseconds = wall.microseconds - Int64(offset) * 60_000_000
  }

  public static func < (one: Instant, other: Instant) -> Bool {
    one.microseconds < other.microseconds
  }

  /// The time on a clock in Greenwich.
  public var utc: LocalDateTime { LocalDateTime(microseconds: microseconds) }

  /// The local part and the offset in minutes.
  private static func split(_ text: String) -> (local: String, minutes: Int)? {
    if text.hasSuffix("Z") { return (String(text.dropLast()), 0) }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }), text[..<sign].utf8.count > 10 else {
      return nil
    }
    let digits = Array(text[text.index(after: sign)...].utf8)
    guard digits.count == 2 || (digits.count == 5 && digits[2] == UInt8(ascii: ":")),
      let hours = Digits.number(digits[0..<2]), let minutes = Digits.number(digits.count == 5 ? digits[3...] : [48]),
      hours < 16, minutes < 60
    else { return nil }
    return (String(text[..<sign]), (text[sign] == "-" ? -1 : 1) * (hours * 60 + minutes))
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC: `2011-08-31T09:00:00Z`; infinities as the server prints them.
  public var description: String {
    isFinite ? utc.text(separator: "T") + "Z" : utc.description
  }
}

extension Instant: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .timestamptz }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(microseconds)
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Instant {
    guard cell.oid == 1184 else { throw cell.mismatch(Instant.self) }
    return Instant(microseconds: try cell.integer())
  }
}
