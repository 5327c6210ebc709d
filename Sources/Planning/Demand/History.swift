/// What happened: volumes by day and interval of one series, a queue's contacts or a shop's orders.
///
/// A day that is absent is not known; a day of zeros is known to have been quiet or closed. The two differ: only the
/// second teaches anything.
public struct History: Sendable, Hashable, Codable {
  public let name: String
  /// Minutes an interval lasts: 5, 15, 30, 60, or 1440 for whole days.
  public let interval: Int
  /// The known days, the earliest first.
  public let days: [DayVolumes]

  /// - Throws: ``PlanningError`` for a negative or missing number, days out of order, or an interval that does not
  ///   divide the day.
  public init(_ name: String, interval: Int, days: [DayVolumes]) throws(PlanningError) {
    guard interval > 0, 1440 % interval == 0 else { throw .intervalDoesNotDivideDay(interval) }
    let slots = 1440 / interval
    var previous: Day?
    for day in days {
      if let previous, day.day <= previous { throw .daysOutOfOrder(day.day) }
      previous = day.day
      guard day.volumes.count == slots else {
        throw .wrongNumberOfIntervals(day.day, expected: slots, found: day.volumes.count)
      }
      for volume in day.volumes {
        guard volume.isFinite else { throw .volumeNotFinite(day.day) }
        guard volume >= 0 else { throw .negativeVolume(day.day, volume) }
      }
    }
    self.name = name
    self.interval = interval
    self.days = days
  }

  /// A history of whole days, one number a day from `first` on.
  public init(_ name: String, daily totals: [Double], from first: Day) throws(PlanningError) {
    let days = totals.enumerated().map { DayVolumes(first + $0.offset, [$0.element]) }
    try self.init(name, interval: 1440, days: days)
  }

  /// Intervals in a day.
  public var slots: Int { 1440 / interval }

  public var first: Day? { days.first?.day }
  public var last: Day? { days.last?.day }

  /// The history as it was known at the end of `day`.
  public func through(_ day: Day) -> History {
    History(known: name, interval: interval, days: days.filter { $0.day <= day })
  }

  /// The same history with whole days instead of intervals.
  public var daily: History {
    History(known: name, interval: 1440, days: days.map { DayVolumes($0.day, [$0.total]) })
  }

  /// The sum of histories with the same interval: a total over queues or channels, on the days that all of them know.
  public static func sum(_ parts: [History], named name: String) throws(PlanningError) -> History {
    guard let first = parts.first else { throw .historyTooShort(days: 0, needed: 1) }
    var sums = Dictionary(uniqueKeysWithValues: first.days.map { ($0.day, $0.volumes) })
    for part in parts.dropFirst() {
      guard part.interval == first.interval else { throw .differentIntervals(first.interval, part.interval) }
      let known = Dictionary(uniqueKeysWithValues: part.days.map { ($0.day, $0.volumes) })
      var both: [Day: [Double]] = [:]
      for (day, volumes) in sums {
        guard let more = known[day] else { continue }
        both[day] = zip(volumes, more).map { $0 + $1 }
      }
      sums = both
    }
    let days = sums.map { DayVolumes($0.key, $0.value) }.sorted { $0.day < $1.day }
    return History(known: name, interval: first.interval, days: days)
  }

  init(known name: String, interval: Int, days: [DayVolumes]) {
    self.name = name
    self.interval = interval
    self.days = days
  }
}

/// The volumes of one day, one number an interval.
public struct DayVolumes: Sendable, Hashable, Codable {
  public let day: Day
  public let volumes: [Double]

  public init(_ day: Day, _ volumes: [Double]) {
    self.day = day
    self.volumes = volumes
  }

  public var total: Double { volumes.reduce(0, +) }
}
