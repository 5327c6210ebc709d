/// The mean of the same weekday and interval over the last weeks: hard to beat beyond a few days ahead (Taylor 2008).
///
/// Event days are left out, so that a peak does not repeat itself every week.
struct SlotAverage {
  let weeks: Int

  func means(_ series: Series, skipping eventful: Set<Day>, horizon: Int) -> [[Double]] {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: series.slots), count: 7)
    var taken = [Int](repeating: 0, count: 7)
    for index in stride(from: series.count - 1, through: 0, by: -1) where series.isKnown(index) {
      let weekday = series.day(index).weekday.index
      guard taken[weekday] < weeks, !eventful.contains(series.day(index)) else { continue }
      taken[weekday] += 1
      for slot in 0..<series.slots { sums[weekday][slot] += series.volumes[index][slot] }
    }
    return (0..<horizon).map { ahead in
      let weekday = series.day(series.count + ahead).weekday.index
      return sums[weekday].map { $0 / Double(max(1, taken[weekday])) }
    }
  }
}
