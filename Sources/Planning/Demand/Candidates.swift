/// A method with its setting, one that a forecast may be made by.
enum Candidate: Hashable {
  case seasonalNaive
  case average(weeks: Int)
  case regression
  case smoothing
  case theta

  var method: Forecast.Method {
    switch self {
    case .seasonalNaive: .seasonalNaive
    case .average: .slotAverage
    case .regression: .regression
    case .smoothing: .smoothing
    case .theta: .theta
    }
  }

  /// The longest horizon, in days, at which what happened yesterday matters more than the season.
  static let shortHorizon = 4

  /// Which candidates are worth trying on a series and horizon.
  static func worthTrying(_ series: Series, horizon: Int) -> [Candidate] {
    var candidates: [Candidate] = [.regression, .average(weeks: 8), .average(weeks: 4), .seasonalNaive]
    // Beyond a few days no short memory has won on any series we know (Taylor 2008; our bench).
    if horizon <= shortHorizon { candidates.append(.smoothing) }
    if series.slots == 1 { candidates.append(.theta) }
    return candidates
  }
}

/// What is known at one point in time, and what each candidate makes of it.
struct Outlook {
  let series: Series
  let calendar: EventCalendar
  let horizon: Int
  let model: TotalModel
  let shares: ShareModel

  init(_ series: Series, calendar: EventCalendar, regressors: [ScaledRegressor], horizon: Int) {
    self.series = series
    self.calendar = calendar
    self.horizon = horizon
    model = TotalModel(series, calendar: calendar, regressors: regressors, horizon: horizon)
    shares = ShareModel(series, calendar: calendar)
  }

  /// Means by day and interval for the days ahead.
  func path(_ candidate: Candidate) -> [[Double]] {
    switch candidate {
    case .regression:
      return (1...horizon).map { ahead in
        let mean = model.mean(ahead: ahead)
        return shares.shares(series.day(series.count - 1 + ahead)).map { $0 * mean }
      }
    case .average(let weeks):
      return eventful(SlotAverage(weeks: weeks).means(series, skipping: calendar.eventful, horizon: horizon))
    case .seasonalNaive:
      return eventful(SlotAverage(weeks: 1).means(series, skipping: calendar.eventful, horizon: horizon))
    case .smoothing:
      return eventful(smoothed())
    case .theta:
      return eventful(theta())
    }
  }

  /// Gives event days the effect that the regression has learnt.
  private func eventful(_ path: [[Double]]) -> [[Double]] {
    path.enumerated().map { offset, means in
      let effect = model.effect(on: series.day(series.count + offset))
      return effect == 1 ? means : means.map { $0 * effect }
    }
  }

  private func smoothed() -> [[Double]] {
    let sequence = OpenSequence(series, skipping: calendar.eventful, weeks: 10)
    let parts = Decomposition(sequence.values, periods: sequence.periods)
    let level = ExponentialSmoothing(parts.adjusted)
    return sequence.path(series, horizon: horizon) { level.mean(ahead: $0) + parts.seasonal(ahead: $0) }
  }

  private func theta() -> [[Double]] {
    let sequence = OpenSequence(series, skipping: calendar.eventful, weeks: 104)
    let parts = Decomposition(sequence.values, periods: sequence.periods)
    let line = Theta(parts.adjusted)
    return sequence.path(series, horizon: horizon) { line.mean(ahead: $0) + parts.seasonal(ahead: $0) }
  }
}
