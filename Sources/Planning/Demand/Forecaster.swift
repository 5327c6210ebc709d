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
    let calendar = EventCalendar(events)
    let series = Series(history)
    let known = history.days.map(\.day)
    let scaled = regressors.map { ScaledRegressor($0, over: known) }
    let model = TotalModel(series, calendar: calendar, regressors: scaled)
    let shares = ShareModel(series, calendar: calendar)
    let calibration = Calibration(
      model.structureErrors(ahead: [1, 7, 14, 28, 56]), overdispersion: shares.overdispersion, widening: 1.1)
    let seen = Set(known.flatMap(calendar.names))
    let days = (1...horizon).map { ahead in
      let day = origin + ahead
      let mean = model.mean(ahead: ahead)
      let names = calendar.names(on: day)
      let caution = names.isEmpty ? 1.0 : names.allSatisfy(seen.contains) ? 2 : 3
      let total = calibration.total(mean, ahead: ahead, caution: caution)
      let intervals =
        history.slots == 1
        ? [total]
        : calibration.intervals(shares.shares(day).map { $0 * mean }, ahead: ahead, caution: caution)
      return ForecastDay(day: day, total: total, intervals: intervals, events: names)
    }
    return Forecast(
      series: history.name, interval: history.interval, origin: origin, days: days,
      explanation: Explanation(method: .regression, scores: [], spikes: model.spikes, effects: [], notes: []))
  }
}
