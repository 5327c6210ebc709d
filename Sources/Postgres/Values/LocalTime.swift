/// A time on the wall clock, from 00:00 to 24:00, without a place.
public struct LocalTime: Hashable, Comparable, Sendable {
  /// Microseconds since midnight; 86,400,000,000 is 24:00, the end of the day.
  public let microseconds: Int64

  @inlinable
  public init(microseconds: Int64) {
    precondition((0...86_400_000_000).contains(microseconds), "a time lies between 00:00 and 24:00")
    self.microseconds = microseconds
  }

  /// A time so many minutes after midnight.
  public init(minutes: Int) {
    self.init(microseconds: Int64(minutes) * 60_000_000)
  }

  /// Reads `09:30`, `09:30:15` or `09:30:15.25`.
  public init?(_ text: String) {
    guard let microseconds = Self.microseconds(Array(text.utf8)[...]) else { return nil }
    self.microseconds = microseconds
  }

  /// Whole minutes since midnight.
  public var minutes: Int { Int(microseconds / 60_000_000) }

  public static func < (one: LocalTime, other: LocalTime) -> Bool {
    one.microseconds < other.microseconds
  }

  static func microseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count == 2, parts[1].count == 2 else { return nil }
    guard let hour = Digits.number(parts[0]), let minute = Digits.number(parts[1]), minute < 60 else { return nil }
    var seconds: Int64 = 0
    if parts.count == 3 {
      guard let exact = exactSeconds(parts[2]) else { return nil }
      seconds = exact
    }
    let all = Int64(hour * 60 + minute) * 60_000_000 + seconds
    return all <= 86_400_000_000 ? all : nil
  }

  private static func exactSeconds(_ text: ArraySlice<UInt8>) -> Int64? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].count == 2, let whole = Digits.number(parts[0]), whole < 60 else { return nil }
    guard parts.count == 2 else { return Int64(whole) * 1_000_000 }
    guard (1...6).contains(parts[1].count), var fraction = Digits.number(parts[1]) else { return nil }
    for _ in parts[1].count..<6 { fraction *= 10 }
    return Int64(whole) * 1_000_000 + Int64(fraction)
  }
}

extension LocalTime: CustomStringConvertible {
  /// The time as the server prints it: `09:30:00`, `24:00:00`, `09:30:15.25`.
  public var description: String {
    let seconds = Int(microseconds / 1_000_000)
    return
      "\(Digits.padded(seconds / 3600, 2)):\(Digits.padded(seconds / 60 % 60, 2)):\(Digits.padded(seconds % 60, 2))"
      + Digits.fraction(microseconds % 1_000_000)
  }
}

extension LocalTime: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .time }

  public func encode(into writer: inout WireWriter) {
    writer.put(microseconds)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> LocalTime {
    guard cell.oid == 1083 else { throw cell.mismatch(LocalTime.self) }
    return LocalTime(microseconds: try cell.integer())
  }
}
