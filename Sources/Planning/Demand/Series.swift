/// A history on a calendar without holes: one place a day, not a number where the day is not known.
struct Series {
  let first: Day
  let interval: Int
  /// Day totals; not a number where unknown.
  private(set) var totals: [Double]
  /// Volumes by day and interval; empty where unknown, and for series of whole days.
  private(set) var volumes: [[Double]]
  let slots: Int

  init(_ history: History) {
    let first = history.first ?? Day(0)
    self.first = first
    interval = history.interval
    slots = history.slots
    let count = history.last.map { $0 - first + 1 } ?? 0
    var totals = [Double](repeating: .nan, count: count)
    var volumes = [[Double]](repeating: [], count: count)
    for day in history.days {
      totals[day.day - first] = day.total
      volumes[day.day - first] = day.volumes
    }
    self.totals = totals
    self.volumes = volumes
  }

  var count: Int { totals.count }

  func day(_ index: Int) -> Day { first + index }

  func isKnown(_ index: Int) -> Bool { !totals[index].isNaN }

  /// The series as it was known after `count` days.
  func prefix(_ count: Int) -> Series {
    var shorter = self
    shorter.totals.removeLast(max(0, totals.count - count))
    shorter.volumes.removeLast(max(0, volumes.count - count))
    return shorter
  }

  /// Forgets days that teach nothing.
  mutating func forget(_ days: Set<Day>) {
    for day in days where totals.indices.contains(day - first) {
      totals[day - first] = .nan
      volumes[day - first] = []
    }
  }

  /// Which weekdays have any volume in the last ten weeks, Monday first; in all weeks where the last ten know nothing.
  var openWeekdays: [Bool] {
    let recent = openWeekdays(from: max(0, count - 70))
    return recent.contains(true) ? recent : openWeekdays(from: 0)
  }

  private func openWeekdays(from start: Int) -> [Bool] {
    var open = [Bool](repeating: false, count: 7)
    for index in start..<count where totals[index] > 0 { open[day(index).weekday.index] = true }
    return open
  }
}
