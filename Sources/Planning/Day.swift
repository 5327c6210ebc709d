/// A civil day, counted from 1 January 2000, which is day 0.
///
/// Planning knows days and intervals within a day, never instants: time zones and the clock change are the database's.
public struct Day: Sendable, Hashable, Codable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }

  /// The day of a proleptic Gregorian date; `month` from 1, `day` from 1.
  public init(year: Int, month: Int, day: Int) {
    // Years are counted from March, so that the leap day is the last of its year (H. Hinnant's civil calendar).
    let shifted = month > 2 ? year : year - 1
    let era = shifted.flooredQuotient(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 730_425
  }

  /// Reads `2011-11-28`; anything else is nil, a day that does not exist too.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard self.month == month, self.dayOfMonth == day else { return nil }
  }

  public var year: Int { civil.year }
  public var month: Int { civil.month }
  public var dayOfMonth: Int { civil.day }

  /// The place of the day in its year; 1 January is 1.
  public var dayOfYear: Int { number - Day(year: year, month: 1, day: 1).number + 1 }

  public var weekday: Weekday {
    Weekday.allCases[(number + 5).remainder(by: 7)]
  }

  /// The Monday of the day's week, which may be the day itself.
  public var monday: Day { self - weekday.index }

  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 730_425
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Day: Strideable, CustomStringConvertible {
  public func distance(to other: Day) -> Int { other.number - number }
  public func advanced(by days: Int) -> Day { Day(number + days) }

  public static func + (day: Day, days: Int) -> Day { Day(day.number + days) }
  public static func - (day: Day, days: Int) -> Day { Day(day.number - days) }
  public static func - (later: Day, earlier: Day) -> Int { later.number - earlier.number }

  /// The date as `2011-11-28`.
  public var description: String {
    let date = civil
    return "\(date.year.padded(to: 4))-\(date.month.padded(to: 2))-\(date.day.padded(to: 2))"
  }
}

/// A day of the week; the week starts on Monday.
public enum Weekday: Int, Sendable, Codable, CaseIterable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// The place in the week, Monday 0.
  public var index: Int { rawValue - 1 }
}

extension Int {
  fileprivate func flooredQuotient(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }

  fileprivate func remainder(by divisor: Int) -> Int {
    self - flooredQuotient(by: divisor) * divisor
  }

  fileprivate func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
