/// A moment on the world's clock, in whole microseconds.
public struct UTCInstant: Sendable, Hashable, Comparable {
  /// Microseconds since 2000-01-01 00:00 UTC, as PostgreSQL counts them.
  public let microsecondsSince2000: Int64

  /// The moment that many microseconds after 2000-01-01 00:00 UTC.
  public init(microsecondsSince2000: Int64) {
    self.microsecondsSince2000 = microsecondsSince2000
  }

  /// The moment on a day at a time of the UTC clock.
  public init(_ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    let seconds = Int64(date.daysSince2000) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    self.init(microsecondsSince2000: seconds * 1_000_000)
  }

  /// The day in UTC.
  public var date: CivilDate {
    CivilDate(daysSince2000: Int(floorDivide(microsecondsSince2000, by: 86_400_000_000)))
  }

  /// Microseconds since midnight UTC.
  var microsecondsOfDay: Int64 {
    microsecondsSince2000 - floorDivide(microsecondsSince2000, by: 86_400_000_000) * 86_400_000_000
  }

  private var clock: (hour: Int, minute: Int, second: Int) {
    let seconds = Int(microsecondsOfDay / 1_000_000)
    return (seconds / 3_600, seconds / 60 % 60, seconds % 60)
  }

  /// The moment as iCalendar writes it: `20111126T090000Z`; parts of a second are dropped.
  public var basic: String {
    let (year, month, day) = date.parts
    let (hour, minute, second) = clock
    return "\(year.padded(to: 4))\(month.padded(to: 2))\(day.padded(to: 2))"
      + "T\(hour.padded(to: 2))\(minute.padded(to: 2))\(second.padded(to: 2))Z"
  }

  public static func < (left: UTCInstant, right: UTCInstant) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }
}

extension UTCInstant: CustomStringConvertible {
  /// The moment as `2011-11-26T09:00:00Z`, with the fraction only when there is one.
  public var description: String {
    let (hour, minute, second) = clock
    let fraction = Int(microsecondsOfDay % 1_000_000)
    let tail = fraction == 0 ? "" : ".\(fraction.padded(to: 6))"
    return "\(date)T\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))\(tail)Z"
  }
}

/// Division that rounds down, so that moments before 2000 fall on the right day.
private func floorDivide(_ dividend: Int64, by divisor: Int64) -> Int64 {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}
