/// A day of the calendar, without a clock and without a zone.
///
/// Documents imports no other room, so it keeps the day as the number the database uses and
/// turns it into words itself (days to years after Howard Hinnant, "chrono-compatible date algorithms").
public struct CivilDate: Sendable, Hashable, Comparable {
  /// Days since 2000-01-01, which is 0.
  public let daysSince2000: Int

  /// The day that many days after 2000-01-01.
  public init(daysSince2000: Int) {
    self.daysSince2000 = daysSince2000
  }

  /// The given day, or `nil` when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let candidate = CivilDate(daysSince2000: era * 146_097 + dayOfEra - Self.epoch)
    guard candidate.parts == (year, month, day) else { return nil }
    self = candidate
  }

  /// The day written as `2011-08-31`, or `nil` for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2 else {
      return nil
    }
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// Year, month (1–12) and day (1–31).
  public var parts: (year: Int, month: Int, day: Int) {
    let days = daysSince2000 + Self.epoch
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Monday is 1 and Sunday is 7, as in ISO 8601.
  public var weekday: Int {
    let fromSaturday = daysSince2000 % 7
    return ((fromSaturday < 0 ? fromSaturday + 7 : fromSaturday) + 5) % 7 + 1
  }

  /// The day that many days later, or earlier when negative.
  public func adding(days: Int) -> CivilDate {
    CivilDate(daysSince2000: daysSince2000 + days)
  }

  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.daysSince2000 < right.daysSince2000
  }

  /// Days from 0000-03-01 to 2000-01-01.
  private static let epoch = 730_425
}

extension CivilDate: CustomStringConvertible {
  /// The day as `2011-08-31`.
  public var description: String {
    let (year, month, day) = parts
    return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }

  /// The day as `31 Aug`.
  public var dayAndMonth: String { "\(parts.day) \(monthName)" }

  /// The day as `31 Aug 2011`.
  public var inWords: String { "\(dayAndMonth) \(parts.year)" }

  /// The month's English name in three letters.
  public var monthName: String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][parts.month - 1]
  }

  /// The weekday's English name in three letters.
  public var weekdayName: String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday - 1]
  }
}

extension Int {
  /// The digits with zeros in front.
  func padded(to width: Int) -> String {
    let digits = String(magnitude)
    guard self < 0 || digits.utf8.count < width else { return digits }
    return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }
}
