/// A rule that finds one day in every year: a public holiday, a shopping day.
///
/// Lunar calendars are not computed; such days arrive as dates from the site's calendar.
public struct Holiday: Sendable, Hashable, Codable {
  public let name: String
  public let rule: Rule

  /// How the day is found in a year.
  public enum Rule: Sendable, Hashable, Codable {
    /// The same date each year.
    case date(month: Int, day: Int)
    /// The nth weekday of a month, counted from 1, then `offset` days further.
    case weekday(Weekday, nth: Int, month: Int, offset: Int)
    /// The last weekday of a month.
    case last(Weekday, month: Int)
    /// Days after Easter Sunday (Western churches); negative before.
    case easter(Int)
  }

  public init(_ name: String, _ rule: Rule) {
    self.name = name
    self.rule = rule
  }

  /// The day of the holiday in `year`.
  public func day(in year: Int) -> Day {
    switch rule {
    case .date(let month, let day):
      return Day(year: year, month: month, day: day)
    case .weekday(let weekday, let nth, let month, let offset):
      let first = Day(year: year, month: month, day: 1)
      let wait = (weekday.index - first.weekday.index + 7) % 7
      return first + wait + 7 * (nth - 1) + offset
    case .last(let weekday, let month):
      let next = month == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
      let last = next - 1
      return last - (last.weekday.index - weekday.index + 7) % 7
    case .easter(let offset):
      return Day.easter(in: year) + offset
    }
  }

  /// The holiday as one event a year within `days`.
  public func events(over days: ClosedRange<Day>, group: String? = nil) -> [Event] {
    (days.lowerBound.year...days.upperBound.year)
      .map(day(in:))
      .filter(days.contains)
      .map { Event(name, $0...$0, group: group) }
  }
}

extension Day {
  /// Easter Sunday by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, chapter 8).
  public static func easter(in year: Int) -> Day {
    let golden = year % 19
    let (century, yearOfCentury) = (year / 100, year % 100)
    let correction = (century + 8) / 25
    let epact = (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let shift = (golden + 11 * epact + 22 * weekday) / 451
    let month = (epact + weekday - 7 * shift + 114) / 31
    let day = (epact + weekday - 7 * shift + 114) % 31 + 1
    return Day(year: year, month: month, day: day)
  }
}

extension Event {
  /// What a shop's calendar knows by rule: public holidays, the days around the turn of the year, shopping days.
  public static func calendar(country: String, over days: ClosedRange<Day>) -> [Event] {
    Holiday.national(country).flatMap { $0.events(over: days, group: "public holiday") }
      + Holiday.yearEnd.flatMap { $0.events(over: days) }
      + Holiday.shopping.flatMap { $0.events(over: days) }
  }
}

extension Holiday {
  /// The days between the years, each by its date, on which shops close or answer late.
  public static let yearEnd: [Holiday] =
    (24...31).map { Holiday("\($0) December", .date(month: 12, day: $0)) }
    + (1...3).map { Holiday("\($0) January", .date(month: 1, day: $0)) }

  /// The days on which online shops sell most, found by rule.
  public static let shopping: [Holiday] = [
    Holiday("Black Friday", .weekday(.thursday, nth: 4, month: 11, offset: 1)),
    Holiday("Cyber Monday", .weekday(.thursday, nth: 4, month: 11, offset: 4)),
  ]

  /// Public holidays of a country by its two letters; empty for a country not known.
  ///
  /// One day a holiday, without the substitute weekdays some countries grant.
  public static func national(_ country: String) -> [Holiday] {
    switch country {
    case "GB": christian + easterDays + mayAndSummer
    case "DE": christian + easterDays + german
    case "US": american
    default: []
    }
  }

  private static let christian: [Holiday] = [
    Holiday("New Year", .date(month: 1, day: 1)),
    Holiday("Christmas Day", .date(month: 12, day: 25)),
    Holiday("Boxing Day", .date(month: 12, day: 26)),
  ]

  private static let easterDays: [Holiday] = [
    Holiday("Good Friday", .easter(-2)),
    Holiday("Easter Sunday", .easter(0)),
    Holiday("Easter Monday", .easter(1)),
  ]

  private static let mayAndSummer: [Holiday] = [
    Holiday("Early May", .weekday(.monday, nth: 1, month: 5, offset: 0)),
    Holiday("Spring Bank Holiday", .last(.monday, month: 5)),
    Holiday("Summer Bank Holiday", .last(.monday, month: 8)),
  ]

  private static let german: [Holiday] = [
    Holiday("Labour Day", .date(month: 5, day: 1)),
    Holiday("Ascension", .easter(39)),
    Holiday("Whit Sunday", .easter(49)),
    Holiday("Whit Monday", .easter(50)),
    Holiday("German Unity", .date(month: 10, day: 3)),
  ]

  private static let american: [Holiday] = [
    Holiday("New Year", .date(month: 1, day: 1)),
    Holiday("Martin Luther King", .weekday(.monday, nth: 3, month: 1, offset: 0)),
    Holiday("Presidents", .weekday(.monday, nth: 3, month: 2, offset: 0)),
    Holiday("Memorial", .last(.monday, month: 5)),
    Holiday("Independence", .date(month: 7, day: 4)),
    Holiday("Labor", .weekday(.monday, nth: 1, month: 9, offset: 0)),
    Holiday("Columbus", .weekday(.monday, nth: 2, month: 10, offset: 0)),
    Holiday("Veterans", .date(month: 11, day: 11)),
    Holiday("Thanksgiving", .weekday(.thursday, nth: 4, month: 11, offset: 0)),
    Holiday("Christmas Day", .date(month: 12, day: 25)),
  ]
}
