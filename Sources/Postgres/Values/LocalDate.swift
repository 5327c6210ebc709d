/// A day of the calendar, without a place.
///
/// Arithmetic is in days since 2000-01-01, which is 0 and a Saturday. The two infinities of PostgreSQL exist, compare
/// as one expects and print as the server prints them.
public struct LocalDate: Hashable, Comparable, Sendable {
  /// Days since 2000-01-01.
  public let daysSince2000: Int32

  @inlinable
  public init(daysSince2000: Int32) {
    self.daysSince2000 = daysSince2000
  }

  public static let infinity = LocalDate(daysSince2000: .max)
  public static let minusInfinity = LocalDate(daysSince2000: .min)

  public var isFinite: Bool { self != .infinity && self != .minusInfinity }

  /// A date of the Gregorian calendar, or `nil` when it has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, (-4712...5_874_897).contains(year) else { return nil }
    guard day <= Self.days(inMonth: month, of: year) else { return nil }
    daysSince2000 = Int32(Self.days(year: year, month: month, day: day))
  }

  /// Reads `2011-08-31` and nothing else: four digits, two, two.
  public init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-") else { return nil }
    guard let year = Digits.number(digits[0..<4]), let month = Digits.number(digits[5..<7]),
      let day = Digits.number(digits[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  @inlinable
  public static func < (one: LocalDate, other: LocalDate) -> Bool {
    one.daysSince2000 < other.daysSince2000
  }
}

// MARK: - Calendar

extension LocalDate {
  /// Year, month and day; the year before 1 is 0.
  public var parts: (year: Int, month: Int, day: Int) {
    // Days are counted from 0000-03-01 in eras of 400 years, so that the leap day ends a year.
    let shifted = Int(daysSince2000) + 730_425
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
  }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }

  /// Monday is 1 and Sunday 7, as ISO 8601 counts.
  public var weekday: Int {
    let sinceMonday = (Int(daysSince2000) + 5) % 7
    return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
  }

  /// The Monday of this day's week.
  public var monday: LocalDate { adding(days: 1 - weekday) }

  /// This day moved by `days`; an infinity stays where it is.
  public func adding(days: Int) -> LocalDate {
    isFinite ? LocalDate(daysSince2000: daysSince2000 + Int32(days)) : self
  }

  /// How many days it is from this one to `other`.
  public func days(until other: LocalDate) -> Int {
    Int(other.daysSince2000) - Int(daysSince2000)
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 730_425
  }
}

extension LocalDate: CustomStringConvertible {
  /// The date as the server prints it: `2011-08-31`, `0044-03-15 BC`, `infinity`.
  public var description: String {
    if !isFinite { return self == .infinity ? "infinity" : "-infinity" }
    let (year, month, day) = parts
    let shown = "\(Digits.padded(year > 0 ? year : 1 - year, 4))-\(Digits.padded(month, 2))-\(Digits.padded(day, 2))"
    return year > 0 ? shown : shown + " BC"
  }
}

extension LocalDate: Strideable {
  public func distance(to other: LocalDate) -> Int { days(until: other) }
  public func advanced(by days: Int) -> LocalDate { adding(days: days) }
}

extension LocalDate: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .date }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(daysSince2000)
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> LocalDate {
    guard cell.oid == 1082 else { throw cell.mismatch(LocalDate.self) }
    return LocalDate(daysSince2000: try cell.integer())
  }
}
