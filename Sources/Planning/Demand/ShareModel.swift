/// How each day's total spreads over its intervals: recent weeks count more, a weekday leans a little on all, and an
/// event seen before has a shape of its own.
struct ShareModel {
  private let weekdays: [[Double]]
  private let events: [String: [Double]]
  private let calendar: EventCalendar

  init(_ series: Series, calendar: EventCalendar, halfLife: Double = 42) {
    self.calendar = calendar
    var pooled = Shape(slots: series.slots)
    var days = [Shape](repeating: Shape(slots: series.slots), count: 7)
    var kinds: [String: Shape] = [:]
    for index in 0..<series.count where series.totals[index] > 0 {
      let weight = pow(0.5, Double(series.count - 1 - index) / halfLife)
      let names = calendar.names(on: series.day(index))
      guard names.isEmpty else {
        kinds[names[0], default: Shape(slots: series.slots)].add(series.volumes[index], weight)
        continue
      }
      pooled.add(series.volumes[index], weight)
      days[series.day(index).weekday.index].add(series.volumes[index], weight)
    }
    let all = pooled.shares(leaningOn: nil)
    weekdays = days.map { $0.shares(leaningOn: all) }
    events = kinds.mapValues { $0.shares(leaningOn: all) }
  }

  /// How the intervals strayed from these shares in the last weeks.
  func noise(_ series: Series) -> IntervalNoise {
    var noise = IntervalNoise.Sums()
    for index in max(0, series.count - 120)..<series.count where series.totals[index] > 0 {
      guard calendar.names(on: series.day(index)).isEmpty else { continue }
      let shares = weekdays[series.day(index).weekday.index]
      for slot in 0..<series.slots where shares[slot] > 0 {
        noise.add(series.volumes[index][slot], expected: shares[slot] * series.totals[index])
      }
    }
    return noise.noise
  }

  func shares(_ day: Day) -> [Double] {
    for kind in calendar.names(on: day) {
      if let seen = events[kind] { return seen }
    }
    return weekdays[day.weekday.index]
  }

  /// Weighted volumes by interval.
  private struct Shape {
    var sums: [Double]
    var total = 0.0
    var days = 0.0

    init(slots: Int) {
      sums = [Double](repeating: 0, count: slots)
    }

    mutating func add(_ volumes: [Double], _ weight: Double) {
      for slot in sums.indices { sums[slot] += weight * volumes[slot] }
      total += weight * volumes.reduce(0, +)
      days += 1
    }

    /// The shares, drawn to a prior by the worth of 0.3 days.
    func shares(leaningOn prior: [Double]?) -> [Double] {
      guard total > 0 else { return prior ?? sums }
      guard let prior else { return sums.map { $0 / total } }
      let worth = 0.3 * total / days
      return zip(sums, prior).map { ($0 + worth * $1) / (total + worth) }
    }
  }
}
