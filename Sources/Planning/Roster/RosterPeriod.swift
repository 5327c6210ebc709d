/// The days a roster spans, on one axis of real minutes cut into intervals.
///
/// Minute 0 is the first local midnight of the home site. The axis never jumps: on the night the clocks
/// change a day is simply 1380 or 1500 minutes long, so a difference of two minutes is always rest or work
/// that really happened.
public struct RosterPeriod: Hashable, Sendable, Codable {
  public let days: Int
  /// The weekday of day 0, 0 for Monday to 6 for Sunday.
  public let firstWeekday: Int
  /// 15 or 30, or any other divisor of an hour.
  public let intervalMinutes: Int
  /// Real minutes from the first midnight to the last.
  public let minutes: Int

  /// - Parameter minutes: Real length of the period; `nil` when no clock changes in it.
  public init(days: Int, firstWeekday: Int = 0, intervalMinutes: Int = 30, minutes: Int? = nil) {
    self.days = days
    self.firstWeekday = firstWeekday
    self.intervalMinutes = intervalMinutes
    self.minutes = minutes ?? days * 1440
  }

  /// How many intervals there are.
  public var intervals: Int { (minutes + intervalMinutes - 1) / intervalMinutes }

  public func weekday(ofDay day: Int) -> Int { (((firstWeekday + day) % 7) + 7) % 7 }

  /// The calendar weeks, Monday to Sunday, cut to the period.
  public var weeks: [Range<Int>] {
    var weeks: [Range<Int>] = []
    var start = 0
    while start < days {
      let end = min(days, start + 7 - weekday(ofDay: start))
      weeks.append(start..<end)
      start = end
    }
    return weeks
  }

  /// The intervals that `span` touches, within the period.
  func intervals(touching span: Range<Int>) -> Range<Int> {
    let first = max(0, span.lowerBound) / intervalMinutes
    let end = (min(minutes, span.upperBound) + intervalMinutes - 1) / intervalMinutes
    return first..<max(first, end)
  }
}

/// Where people work: its clock, its opening hours, its rules.
public struct RosterSite: Hashable, Sendable, Codable {
  public let name: String
  public let clock: SiteClock
  /// Opening hours of each day on the period's axis; none when the site is closed that day.
  public let open: [Range<Int>?]
  public let rules: RuleBook

  public init(name: String, clock: SiteClock, open: [Range<Int>?], rules: RuleBook) {
    self.name = name
    self.clock = clock
    self.open = open
    self.rules = rules
  }

  /// A site in the home time zone, without a clock change, open at the same hours every day.
  public init(
    name: String, period: RosterPeriod, opens: Int = 0, closes: Int = 1440, rules: RuleBook
  ) {
    let clock = SiteClock(days: period.days)
    self.init(
      name: name, clock: clock,
      open: (0..<period.days).map { clock.minute(day: $0, wall: opens)..<clock.minute(day: $0, wall: closes) },
      rules: rules)
  }
}

/// How a site's wall clock lies on the period's axis of real minutes.
public struct SiteClock: Hashable, Sendable, Codable {
  /// The axis minute of each local midnight: one more than there are days.
  public let midnights: [Int]
  /// The days on which the clock is moved.
  public let changes: [Change]

  /// The clock reads `wall` and is moved by `minutes`: +60 in spring, -60 in autumn.
  public struct Change: Hashable, Sendable, Codable {
    public let day: Int
    public let wall: Int
    public let minutes: Int

    public init(day: Int, wall: Int, minutes: Int) {
      self.day = day
      self.wall = wall
      self.minutes = minutes
    }
  }

  public init(midnights: [Int], changes: [Change] = []) {
    self.midnights = midnights
    self.changes = changes
  }

  /// The home site's clock, with the changes told.
  public init(days: Int, changes: [Change] = []) {
    var midnights = [0]
    for day in 0..<days {
      let moved = changes.filter { $0.day == day }.reduce(0) { $0 + $1.minutes }
      midnights.append(midnights[day] + 1440 - moved)
    }
    self.init(midnights: midnights, changes: changes)
  }

  /// The axis minute at which the clock of `day` reads `wall` minutes after midnight.
  ///
  /// A time that is skipped in spring becomes the one an hour earlier on the axis that really exists; a time
  /// that comes twice in autumn is its first coming. `wall` may pass 1440: 25:00 is 01:00 of the next day.
  public func minute(day: Int, wall: Int) -> Int {
    if wall >= 1440, day + 1 < midnights.count - 1 { return minute(day: day + 1, wall: wall - 1440) }
    let moved = changes.filter { $0.day == day && wall >= $0.wall }.reduce(0) { $0 + $1.minutes }
    return midnights[day] + wall - moved
  }

  /// The day and the reading of the clock at an axis minute, as "day 3 09:30" needs them.
  public func reading(at minute: Int) -> (day: Int, wall: Int) {
    let last = max(0, midnights.count - 2)
    let day = min(last, max(0, (midnights.firstIndex { $0 > minute } ?? midnights.count - 1) - 1))
    let plain = minute - midnights[day]
    let moved = changes.filter { $0.day == day && plain >= $0.wall }.reduce(0) { $0 + $1.minutes }
    return (day, plain + moved)
  }
}
