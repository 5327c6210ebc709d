// Locally weighted means or lines (Cleveland 1979) over equally spaced points: each value is the mean of, or the line
// through, its nearest points, the nearest counting most. Long windows are evaluated at every few points and joined by straight lines.

enum Loess {
  /// The smoothed series by lines, or by means when `flat`; one place further at both ends when `extended`.
  static func smooth(_ values: [Double], window: Int, flat: Bool = false, extended: Bool = false) -> [Double] {
    let line = { (place: Int) in local(values, at: place, window: window, flat: flat) }
    let places = extended ? -1...values.count : 0...values.count - 1
    let jump = max(1, window / 10)
    guard jump > 1, values.count > 2 * jump else { return places.map(line) }
    var smoothed: [Double] = []
    var (left, leftValue) = (places.lowerBound, line(places.lowerBound))
    while left < places.upperBound {
      let right = min(left + jump, places.upperBound)
      let rightValue = line(right)
      for place in left..<right {
        let share = Double(place - left) / Double(right - left)
        smoothed.append(leftValue + share * (rightValue - leftValue))
      }
      (left, leftValue) = (right, rightValue)
    }
    return smoothed + [leftValue]
  }

  /// The value at `place` of the weighted mean of, or line through, the `window` points nearest to it.
  private static func local(_ values: [Double], at place: Int, window: Int, flat: Bool) -> Double {
    let count = values.count
    let first = min(max(0, place - window / 2), max(0, count - window))
    let last = min(first + window, count) - 1
    var reach = Double(max(place - first, last - place))
    if window > count { reach += Double((window - count) / 2) }
    var (sum, moment, square, total, cross) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in first...last {
      let distance = Double(index - place)
      let relative = abs(distance) / max(reach, 1)
      guard relative < 0.999 else { continue }
      let cube = 1 - relative * relative * relative
      let weight = relative < 0.001 ? 1 : cube * cube * cube
      sum += weight
      moment += weight * distance
      square += weight * distance * distance
      total += weight * values[index]
      cross += weight * distance * values[index]
    }
    guard sum > 0 else { return values[min(max(place, 0), count - 1)] }
    let spread = square - moment * moment / sum
    // Too narrow for a slope: the weighted mean.
    guard !flat, spread > 1e-6 * reach * reach else { return total / sum }
    let slope = (cross - moment * total / sum) / spread
    return total / sum - slope * moment / sum
  }
}
