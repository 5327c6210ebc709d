public import People
public import Store

/// Which days count as working days: those on which a site's calendar is open.
public struct WorkingDays: Sendable {
  private let calendar: Calendar?

  /// - Parameter calendar: Without one, Monday to Friday count.
  public init(_ calendar: Calendar?) {
    self.calendar = calendar
  }

  public func contains(_ day: LocalDate) -> Bool {
    calendar.map { !$0.hours(on: day).isEmpty } ?? (day.weekday <= 5)
  }

  /// The day so many working days later, or earlier when negative; the day itself is not counted.
  ///
  /// - Returns: `nil` when the calendar has too few working days within ten years.
  public func day(_ count: Int, from day: LocalDate) -> LocalDate? {
    var (left, current) = (count.magnitude, day)
    for _ in 0..<3660 where left > 0 {
      current = current.adding(days: count < 0 ? -1 : 1)
      if contains(current) { left -= 1 }
    }
    return left == 0 ? current : nil
  }

  /// How many working days lie after one day, up to and including another.
  public func count(after first: LocalDate, through last: LocalDate) -> Int {
    guard first < last else { return 0 }
    return (1...first.days(until: last)).count { contains(first.adding(days: $0)) }
  }
}
