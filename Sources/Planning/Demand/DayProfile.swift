/// How a day's volume spreads over its intervals, for each weekday.
public struct DayProfile: Sendable, Hashable, Codable {
  public let interval: Int
  /// Shares of the day by weekday, Monday first; each sums to 1, or to 0 on a closed weekday.
  public let shares: [[Double]]

  /// - Parameter weights: How much of the day falls into each interval, by weekday; any scale, all 0 when closed.
  public init(interval: Int, weights: [[Double]]) {
    precondition(weights.count == 7, "a profile has seven weekdays")
    self.interval = interval
    shares = weights.map { day in
      let sum = day.reduce(0, +)
      return sum > 0 ? day.map { $0 / sum } : day.map { _ in 0 }
    }
  }

  /// An even spread over opening hours given as first and last minute by weekday; nil when closed.
  public init(interval: Int, open hours: [Range<Int>?]) {
    let weights = hours.map { open in
      (0..<1440 / interval).map { slot in
        guard let open else { return 0.0 }
        let minutes = (slot * interval)..<((slot + 1) * interval)
        return Double(minutes.clamped(to: open).count)
      }
    }
    self.init(interval: interval, weights: weights)
  }

  /// The profile of a history: shares of recent weeks count more, thin weekdays lean on the others.
  public init(of history: History, halfLife: Double = 42) {
    let last = history.last ?? Day(0)
    var sums = [[Double]](repeating: [Double](repeating: 0, count: history.slots), count: 7)
    for day in history.days {
      let weight = pow(0.5, Double(last - day.day) / halfLife)
      for slot in 0..<history.slots { sums[day.day.weekday.index][slot] += weight * day.volumes[slot] }
    }
    self.init(interval: history.interval, weights: sums)
  }

  public func isOpen(_ day: Day) -> Bool {
    self[day].contains { $0 > 0 }
  }

  public subscript(day: Day) -> [Double] { shares[day.weekday.index] }
}
