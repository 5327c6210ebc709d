/// How orders turn into contacts: so many per order for one reason, spread over the days that follow.
public struct ContactRate: Sendable, Hashable, Codable {
  public let reason: String
  public let channel: String
  /// Contacts per order, all days together: the number managers know.
  public let perOrder: Double
  /// Shares of those contacts by days after the order, from 0; they sum to 1.
  public let lags: [Double]
  /// From a day on, self-service takes away a share of the contacts.
  public let deflections: [Deflection]

  /// - Parameter lags: Weights by days after the order, from 0; any scale.
  public init(
    reason: String, channel: String, perOrder: Double, lags: [Double], deflections: [Deflection] = []
  ) throws(PlanningError) {
    let sum = lags.reduce(0, +)
    guard perOrder >= 0, sum > 0, !lags.contains(where: { $0 < 0 }) else {
      throw .curveInvalid("“\(reason)” needs a rate and lags of 0 or more that do not all vanish.")
    }
    self.reason = reason
    self.channel = channel
    self.perOrder = perOrder
    self.lags = lags.map { $0 / sum }
    self.deflections = deflections
  }

  /// A self-service change that keeps `share` of the contacts away from `first` on.
  public struct Deflection: Sendable, Hashable, Codable {
    public let first: Day
    public let share: Double

    public init(from first: Day, share: Double) {
      self.first = first
      self.share = share
    }
  }

  func kept(on day: Day) -> Double {
    deflections.reduce(1) { day >= $1.first ? $0 * (1 - $1.share) : $0 }
  }
}

extension Forecast {
  /// The contacts of one channel that known and expected orders bring.
  ///
  /// Contacts that fall on a closed day wait for the next open one. Orders of neighboring days stray together, so the
  /// quantiles are those of the orders, carried through: the cautious side of the truth.
  ///
  /// - Parameters:
  ///   - orders: Expected orders, by day.
  ///   - known: The orders before the forecast, which still send contacts.
  ///   - profile: When contacts come in; a weekday of zeros is closed.
  public static func contacts(
    channel: String, rates: [ContactRate], orders: Forecast, known: History, profile: DayProfile
  ) -> Forecast {
    let rates = rates.filter { $0.channel == channel }
    var source: [Day: Estimate] = [:]
    for day in known.days { source[day.day] = Estimate(certain: day.total) }
    for day in orders.days { source[day.day] = day.total }
    var waiting = Estimate.zero
    let days = orders.days.map { ordersDay in
      let day = ordersDay.day
      var total = waiting
      for rate in rates {
        let factor = rate.perOrder * rate.kept(on: day)
        for (lag, share) in rate.lags.enumerated() where share > 0 {
          guard let placed = source[day - lag] else { continue }
          total = total + placed.map { $0 * share * factor }
        }
      }
      waiting = profile.isOpen(day) ? .zero : total
      let today = profile.isOpen(day) ? total : .zero
      return ForecastDay(
        day: day, total: today, intervals: profile[day].map { today.scaled(to: $0) }, events: ordersDay.events)
    }
    return Forecast(
      series: channel, interval: profile.interval, origin: orders.origin, days: days,
      explanation: Explanation(
        method: .drivers, scores: orders.explanation.scores, spikes: orders.explanation.spikes,
        effects: orders.explanation.effects,
        notes: rates.map { "\($0.reason): \($0.perOrder) contacts per order" }))
  }
}

extension Estimate {
  /// The part of a day that falls into an interval, with the chance of counts on top of the day's own uncertainty.
  func scaled(to share: Double) -> Estimate {
    guard share > 0, mean > 0 else { return .zero }
    let part = mean * share
    func quantile(_ whole: Double, _ z: Double) -> Double {
      let wide = whole / mean - 1
      let spread = (wide * wide + z * z / part).squareRoot()
      return max(0, part * (1 + (z < 0 ? -spread : spread)))
    }
    return Estimate(
      mean: part, p025: quantile(p025, -1.96), p10: quantile(p10, -1.2816), p50: p50 * share,
      p90: quantile(p90, 1.2816), p975: quantile(p975, 1.96))
  }
}
