// Seasons of several lengths taken out one after the other by STL (Cleveland et al. 1990), twice round, as in MSTL
// (Bandara, Hyndman and Bergmeir 2021). What is left is smoothed exponentially; the last cycle of each season repeats.

/// A series as the sum of its seasons and what is left of it.
struct Decomposition {
  /// The last cycle of each season with its length.
  private var cycles: [(period: Int, seasonal: [Double])] = []
  /// The series without its seasons.
  private(set) var adjusted: [Double]

  init(_ values: [Double], periods: [Int]) {
    var rest = values
    var seasonals = periods.map { _ in [Double](repeating: 0, count: values.count) }
    for _ in 0..<(periods.count > 1 ? 2 : 1) {
      for (index, period) in periods.enumerated() {
        for place in rest.indices { rest[place] += seasonals[index][place] }
        seasonals[index] = Decomposition.season(of: rest, period: period, window: 11 + 4 * index)
        for place in rest.indices { rest[place] -= seasonals[index][place] }
      }
    }
    adjusted = rest
    cycles = zip(periods, seasonals).map { ($0, Array($1.suffix($0))) }
  }

  /// The seasons `ahead` steps after the end, from 1.
  func seasonal(ahead: Int) -> Double {
    cycles.reduce(0) { $0 + $1.seasonal[(ahead - 1) % $1.period] }
  }

  /// One season by STL's inner loop.
  private static func season(of values: [Double], period: Int, window: Int) -> [Double] {
    let trendWindow = odd(Int((1.5 * Double(period) / (1 - 1.5 / Double(window))).rounded(.up)))
    var trend = [Double](repeating: 0, count: values.count)
    var seasonal = trend
    for _ in 0..<2 {
      let cycles = smoothedCycles(zip(values, trend).map { $0 - $1 }, period: period, window: window)
      var low = movingAverage(movingAverage(movingAverage(cycles, period), period), 3)
      low = Loess.smooth(low, window: odd(period))
      seasonal = values.indices.map { cycles[$0 + period] - low[$0] }
      trend = Loess.smooth(zip(values, seasonal).map { $0 - $1 }, window: trendWindow)
    }
    return seasonal
  }

  /// Smooths all values at the same place of the cycle, one cycle further at both ends.
  private static func smoothedCycles(_ values: [Double], period: Int, window: Int) -> [Double] {
    var smoothed = [Double](repeating: 0, count: values.count + 2 * period)
    for phase in 0..<min(period, values.count) {
      let own = stride(from: phase, to: values.count, by: period).map { values[$0] }
      for (index, value) in Loess.smooth(own, window: window, flat: true, extended: true).enumerated() {
        let place = phase + index * period
        if place < smoothed.count { smoothed[place] = value }
      }
    }
    return smoothed
  }

  private static func movingAverage(_ values: [Double], _ length: Int) -> [Double] {
    var sum = values.prefix(length).reduce(0, +)
    var means = [sum / Double(length)]
    for index in stride(from: length, to: values.count, by: 1) {
      sum += values[index] - values[index - length]
      means.append(sum / Double(length))
    }
    return means
  }

  private static func odd(_ number: Int) -> Int { number.isMultiple(of: 2) ? number + 1 : number }
}
