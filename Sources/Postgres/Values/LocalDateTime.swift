/// A date and a time on a wall clock, without a place: `timestamp` without time zone.
public struct LocalDateTime: Hashable, Comparable, Sendable {
  /// Microseconds since 2000-01-01 00:00 on the same wall.
  public let microseconds: Int64

  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  public init(_ date: LocalDate, _ time: LocalTime) {
    microseconds = Int64(date.daysSince2000) * 86_400_000_000 + time.microseconds
  }

  public static let infinity = LocalDateTime(microseconds: .max)
  public static let minusInfinity = LocalDateTime(microseconds: .min)

  public var isFinite: Bool { self != .infinity && self != .minusInfinity }

  /// Reads `2011-08-31T09:30:00` or `2011-08-31 09:30`.
  public init?(_ text: String) {
    let utf8 = Array(text.utf8)
    guard utf8.count > 11, utf8[10] == UInt8(ascii: "T") || utf8[10] == UInt8(ascii: " ") else { return nil }
    guard let date = LocalDate(String(text.prefix(10))), let time = LocalTime.microseconds(utf8[11...]) else {
      return nil
    }
    microseconds = Int64(date.daysSince2000) * 86_400_000_000 + time
  }

  public var date: LocalDate {
    LocalDate(daysSince2000: Int32(clamping: Self.floor(microseconds, 86_400_000_000)))
  }

  public var time: LocalTime {
    LocalTime(microseconds: microseconds - Self.floor(microseconds, 86_400_000_000) * 86_400_000_000)
  }

  public static func < (one: LocalDateTime, other: LocalDateTime) -> Bool {
    one.microseconds < other.microseconds
  }

  static func floor(_ value: Int64, _ unit: Int64) -> Int64 {
    value >= 0 ? value / unit : -((-(value + 1)) / unit) - 1
  }

  func text(separator: String) -> String {
    let date = date.description
    guard date.hasSuffix(" BC") else { return date + separator + time.description }
    return date.dropLast(3) + separator + time.description + " BC"
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// The server's own words: `2011-08-31 09:30:00`, `infinity`.
  public var description: String {
    if !isFinite { return self == .infinity ? "infinity" : "-infinity" }
    return text(separator: " ")
  }
}

extension LocalDateTime: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .timestamp }

  public func encode(into writer: inout WireWriter) {
    writer.put(microseconds)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> LocalDateTime {
    guard cell.oid == 1114 else { throw cell.mismatch(LocalDateTime.self) }
    return LocalDateTime(microseconds: try cell.integer())
  }
}
