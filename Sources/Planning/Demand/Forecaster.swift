extension Forecast {
  /// The least history that anything can be learnt from: one week and a day.
  static let shortestHistory = 8

  /// Forecasts the `horizon` days after the last day of a history.
  ///
  /// Every method worth trying forecasts from earlier days; the one whose ranges were best is chosen, the regression
  /// unless another is clearly better, and its own errors set the ranges.
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
    guard history.days.count >= shortestHistory else {
      throw .historyTooShort(days: history.days.count, needed: shortestHistory)
    }
    guard history.days.contains(where: { $0.total > 0 }) else { throw .nothingEverHappened }
    for regressor in regressors { try regressor.check(history, horizon: horizon) }
    return Forecaster(history, events: events, regressors: regressors, horizon: horizon).forecast
  }
}

extension Regressor {
  fileprivate func check(_ history: History, horizon: Int) throws(PlanningError) {
    for day in history.days where values[day.day] == nil { throw .regressorMissing(name, day.day) }
    guard let origin = history.last else { return }
    for ahead in 1...horizon where values[origin + ahead] == nil { throw .regressorMissing(name, origin + ahead) }
  }
}

/// The work behind ``Forecast/of(_:events:regressors:horizon:)``.
private struct Forecaster {
  let history: History
  let calendar: EventCalendar
  let horizon: Int
  let hasRegressors: Bool
  let series: Series
  let outlook: Outlook
  let backtest: Backtest
  /// Kinds of events that the history has seen.
  let seen: Set<String>
  let seenGroups: Set<String>

  init(_ history: History, events: [Event], regressors: [Regressor], horizon: Int) {
    self.history = history
    self.horizon = horizon
    hasRegressors = !regressors.isEmpty
    calendar = EventCalendar(events)
    var series = Series(history)
    series.forget(calendar.excluded)
    self.series = series
    let known = history.days.map(\.day)
    seen = Set(known.flatMap(calendar.names))
    seenGroups = known.reduce(into: []) { [calendar] in $0.formUnion(calendar.groups(on: $1)) }
    let scaled = regressors.map { ScaledRegressor($0, over: known) }
    outlook = Outlook(series, calendar: calendar, regressors: scaled, horizon: horizon)
    backtest = Backtest(
      series, calendar: calendar, regressors: scaled, horizon: horizon,
      candidates: Candidate.worthTrying(series, horizon: horizon))
  }

  var forecast: Forecast {
    let (mixture, scores) = choice
    let path = mixture.path(outlook.path)
    let calibration = calibration(mixture)
    let days = path.enumerated().map { day(ahead: $0.offset + 1, means: $0.element, calibration) }
    return Forecast(
      series: history.name, interval: history.interval, origin: series.day(series.count - 1), days: days,
      explanation: .init(
        method: mixture.method, scores: scores, spikes: outlook.model.spikes, effects: effects, notes: notes))
  }

  private var effects: [Forecast.Effect] {
    seen.sorted().compactMap { kind in
      outlook.model.effect(of: kind).map { multiple in
        let days = history.days.reduce(0) { $0 + (calendar.names(on: $1.day).contains(kind) ? 1 : 0) }
        return Forecast.Effect(event: kind, multiple: multiple, days: days)
      }
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if backtest.origins == 0 { notes.append("The history is too short to try methods on its own past.") }
    let ahead = Set((1...horizon).flatMap { calendar.names(on: series.day(series.count - 1 + $0)) })
    for kind in ahead.subtracting(seen).sorted() {
      let source =
        calendar.uplifts[kind].map { "the planner's \($0.mid)-fold" }
        ?? calendar.analogues[kind].map { "\($0), its analogue" }
      notes.append(
        "\(kind) was never seen before; it rests on \(source ?? "nothing, and is taken as an ordinary day").")
    }
    return notes
  }

  /// What to forecast by, from the backtest.
  private var choice: (Mixture, [Forecast.Score]) {
    guard backtest.origins > 0 else { return (Mixture(.regression), []) }
    let singles = backtest.candidates.map { judged(Mixture($0)) }
      .sorted { $0.score.quantileLoss < $1.score.quantileLoss }
    var ranked = singles
    var incumbent = singles.first { $0.mixture.candidates == [.regression] } ?? singles[0]
    // For the next days the regression is joined by the smoothing, which knows what happened yesterday.
    if backtest.candidates.contains(.smoothing) {
      incumbent = judged(Mixture(.regression, .smoothing))
      ranked.append(incumbent)
    }
    if let second = singles.dropFirst().first(where: { $0.score.method != singles[0].score.method }) {
      ranked.append(judged(Mixture(singles[0].mixture.candidates[0], second.mixture.candidates[0])))
    }
    ranked.sort { $0.score.quantileLoss < $1.score.quantileLoss }
    let isBetter = ranked[0].score.quantileLoss < trust * incumbent.score.quantileLoss
    return (isBetter ? ranked[0].mixture : incumbent.mixture, ranked.map(\.score))
  }

  private func judged(_ mixture: Mixture) -> (mixture: Mixture, score: Forecast.Score) {
    (mixture, backtest.score(mixture))
  }

  /// The share of the incumbent's loss that another must stay below.
  ///
  /// A short history proves little, and a method that does not see the regressors must be much better without them.
  private var trust: Double {
    (hasRegressors ? 0.8 : 0.9) - 0.5 * max(0, 1 - Double(series.count) / 182)
  }

  private func calibration(_ mixture: Mixture) -> Calibration {
    let outcomes = backtest.outcomes(mixture)
    if mixture.candidates == [.regression] || outcomes.isEmpty {
      return Calibration(
        outlook.model.structureErrors(ahead: [1, 7, 14, 28, 56]), noise: outlook.shares.noise(series), widening: 1.1,
        shift: 0.5)
    }
    return Calibration(backtest.errors(outcomes), noise: backtest.noise(outcomes), widening: 1.1, shift: 0.5)
  }

  private func day(ahead: Int, means: [Double], _ calibration: Calibration) -> ForecastDay {
    let day = series.day(series.count - 1 + ahead)
    let names = calendar.names(on: day)
    let caution = caution(day, names)
    let total = calibration.total(means.reduce(0, +), ahead: ahead, caution)
    let intervals = series.slots == 1 ? [total] : calibration.intervals(means, ahead: ahead, caution)
    return ForecastDay(day: day, total: total, intervals: intervals, events: names)
  }

  /// An event is less certain than an ordinary day, one never seen still less, unless the planner gave a range.
  private func caution(_ day: Day, _ names: [String]) -> Calibration.Caution {
    guard !names.isEmpty else { return Calibration.Caution() }
    let isAlike = !seenGroups.isDisjoint(with: calendar.groups(on: day))
    let isUnseen = !isAlike && names.contains { !seen.contains($0) && calendar.uplifts[$0] == nil }
    let extra = names.compactMap { calendar.uplifts[$0]?.logSpread }.max() ?? 0
    return Calibration.Caution(factor: isUnseen ? 3 : 2, extra: extra)
  }
}
