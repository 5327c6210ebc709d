/// The open intervals of a series as one sequence without nights and closed days, as methods without a calendar want it.
///
/// Unknown days and event days are filled from the same weekday of a week before, so that the week does not shift.
struct OpenSequence {
  let values: [Double]
  /// Open intervals in a day.
  let slotsPerDay: Int
  private let slots: [Int]
  private let weekdays: [Bool]

  /// - Parameter weeks: How many of the last weeks to take.
  init(_ series: Series, skipping eventful: Set<Day>, weeks: Int) {
    let first = max(0, series.count - 7 * weeks)
    let weekdays = series.openWeekdays
    let known = (first..<series.count).filter { series.isKnown($0) }
    let slots = (0..<series.slots).filter { slot in known.contains { series.volumes[$0][slot] > 0 } }
    var values: [Double] = []
    for index in first..<series.count where weekdays[series.day(index).weekday.index] {
      var source = index
      while source >= first, !series.isKnown(source) || eventful.contains(series.day(source)) { source -= 7 }
      if source < first { source = index + 7 }
      let isUsable = source < series.count && series.isKnown(source)
      for slot in slots { values.append(isUsable ? series.volumes[source][slot] : values.suffix(1).first ?? 0) }
    }
    self.values = values
    self.slots = slots
    self.weekdays = weekdays
    slotsPerDay = slots.count
  }

  /// Lengths of the day and of the week in open intervals; a length that fits less than twice is left out.
  var periods: [Int] {
    let days = weekdays.reduce(0) { $0 + ($1 ? 1 : 0) }
    return [slotsPerDay, slotsPerDay * days].filter { $0 > 1 && values.count >= 2 * $0 }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Lays a continuation of the sequence back onto days and intervals.
  func path(_ series: Series, horizon: Int, _ mean: (Int) -> Double) -> [[Double]] {
    var ahead = 0
    return (0..<horizon).map { offset in
      var volumes = [Double](repeating: 0, count: series.slots)
      guard weekdays[series.day(series.count + offset).weekday.index] else { return volumes }
      for slot in slots {
        ahead += 1
        volumes[slot] = max(0, mean(ahead))
      }
      return volumes
    }
  }
}
