/// The mean of the same weekday and interval over the last weeks: hard to beat beyond a few days ahead (Taylor 2008).
///
/// Event days are left out, so that a peak does not repeat itself every week.
struct SlotAverage {
  let weeks: Int

  func means(_ history: History, skipping eventful: Set<Day>, days: ClosedRange<Day>) -> [[Double]] {
    var taken: [[[Double]]] = Array(repeating: [], count: 7)
    for day in history.days.reversed() where !eventful.contains(day.day) {
      let weekday = day.day.weekday.index
      if taken[weekday].count < weeks { taken[weekday].append(day.volumes) }
    }
    let average = taken.map { week in
      (0..<history.slots).map { slot in
        week.isEmpty ? 0 : week.reduce(0) { $0 + $1[slot] } / Double(week.count)
      }
    }
    return days.map { average[$0.weekday.index] }
  }
}
