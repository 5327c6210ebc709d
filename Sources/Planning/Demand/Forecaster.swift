extension Forecast {
  /// The least history that anything can be learnt from: one week and a day.
  static let shortestHistory = 8

  /// Forecasts the `horizon` days after the last day of a history.
  ///
  /// - Parameters:
  ///   - events: Past and future days that differ and are known beforehand.
  ///   - regressors: Numbers known for every day of history and horizon.
  ///   - horizon: Days ahead, at least one.
  /// - Throws: ``PlanningError`` when the history is too short or empty of any volume, or a regressor has a hole.
  public static func of(
    _ history: History, events: [Event] = [], regressors: [Regressor] = [], horizon: Int
  ) throws(PlanningError) -> Forecast {
    guard horizon > 0 else { throw .horizonNotPositive }
    guard let origin = history.last, history.days.count >= shortestHistory else {
      throw .historyTooShort(days: history.days.count, needed: shortestHistory)
    }
    guard history.days.contains(where: { $0.total > 0 }) else { throw .nothingEverHappened }
    let ahead = (origin + 1)...(origin + horizon)
    let calendar = EventCalendar(events)
    let season = LastYear(history, calendar: calendar)
    let means = SlotAverage(weeks: 6).means(history, skipping: calendar.eventful, days: ahead)
    let days = zip(ahead, means).map { day, mean in
      let multiple = season.multiple(day) * season.effect(on: day)
      let spread = season.spread(lead: day - origin)
      return ForecastDay(
        day: day, total: spread.around(mean.reduce(0, +) * multiple, counting: false),
        intervals: mean.map { spread.around($0 * multiple, counting: true) }, events: calendar.names(on: day))
    }
    return Forecast(
      series: history.name, interval: history.interval, origin: origin, days: days,
      explanation: Explanation(
        method: .slotAverage, scores: [], spikes: [], effects: season.effects, notes: []))
  }
}

/// What last year's season and earlier events did, as multiples of the weeks before.
private struct LastYear {
  let totals: [Day: Double]
  let calendar: EventCalendar
  let last: Day
  private(set) var effects: [Forecast.Effect] = []

  init(_ history: History, calendar: EventCalendar) {
    totals = Dictionary(uniqueKeysWithValues: history.days.map { ($0.day, $0.total) })
    self.calendar = calendar
    last = history.last ?? Day(0)
    var ratios: [String: [Double]] = [:]
    for (day, kinds) in calendar.kinds {
      guard let total = totals[day], let usual = usual(before: day), usual > 0 else { continue }
      for kind in kinds { ratios[kind, default: []].append(total / usual) }
    }
    effects = ratios.keys.sorted().map { kind in
      let seen = ratios[kind] ?? []
      return Forecast.Effect(event: kind, multiple: seen.reduce(0, +) / Double(seen.count), days: seen.count)
    }
  }

  /// The mean of the same weekday over the four weeks before a day, events left out.
  private func usual(before day: Day) -> Double? {
    let known = (1...4).map { day - 7 * $0 }.filter { calendar.names(on: $0).isEmpty }.compactMap { totals[$0] }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// How the same weeks of last year stood against the weeks then before the origin; 1 when last year is not known.
  func multiple(_ day: Day) -> Double {
    let (then, before) = (ordinary(around: day - 364, 10), ordinary(around: last - 364 - 20, 20))
    guard let then, let before, before > 0 else { return 1 }
    return then / before
  }

  private func ordinary(around day: Day, _ reach: Int) -> Double? {
    let known = (-reach...reach).map { day + $0 }.filter { calendar.names(on: $0).isEmpty }.compactMap { totals[$0] }
    return known.count > reach ? known.reduce(0, +) / Double(known.count) : nil
  }

  func effect(on day: Day) -> Double {
    calendar.names(on: day).reduce(1) { product, kind in
      let source = calendar.analogues[kind] ?? kind
      let seen = effects.first { $0.event == source }?.multiple
      return product * (calendar.uplifts[kind]?.mid ?? seen ?? 1)
    }
  }

  func spread(lead: Int) -> Spread {
    Spread(day: 0.10 + 0.01 * Double(min(lead, 60)).squareRoot())
  }
}

/// A day's uncertainty as a log-normal spread, and the counting noise of an interval on top.
private struct Spread {
  let day: Double

  func around(_ mean: Double, counting: Bool) -> Estimate {
    func quantile(_ z: Double) -> Double {
      let wide = expm1(day * z)
      let noise = counting && mean > 0 ? z * z / mean : 0
      let spread = (wide * wide + noise).squareRoot()
      return max(0, mean * (1 + (z < 0 ? -spread : spread)))
    }
    return Estimate(
      mean: mean, p025: quantile(-1.96), p10: quantile(-1.2816), p50: mean, p90: quantile(1.2816), p975: quantile(1.96))
  }
}
