// Forecasts made from earlier days, as if what came later were not known, and compared with what came. Every candidate
// is judged on the same days; the winner's own errors become the ranges of the forecast.

/// Candidates' forecasts from earlier days against what happened.
struct Backtest {
  /// One earlier day to forecast from, with every candidate's means.
  private struct Run {
    let origin: Int
    let paths: [Candidate: [[Double]]]
  }

  private let series: Series
  private let calendar: EventCalendar
  private let runs: [Run]
  let candidates: [Candidate]

  init(
    _ series: Series, calendar: EventCalendar, regressors: [ScaledRegressor], horizon: Int, candidates: [Candidate]
  ) {
    self.series = series
    self.calendar = calendar
    self.candidates = candidates
    runs = Backtest.origins(series, horizon: horizon).map { origin in
      let outlook = Outlook(series.prefix(origin), calendar: calendar, regressors: regressors, horizon: horizon)
      return Run(origin: origin, paths: Dictionary(uniqueKeysWithValues: candidates.map { ($0, outlook.path($0)) }))
    }
  }

  var origins: Int { runs.count }

  /// Where to forecast from: the last origin that still knows the whole horizon, and earlier ones half a horizon apart.
  private static func origins(_ series: Series, horizon: Int) -> [Int] {
    let least = max(21, series.count / 3)
    let (step, count) = horizon <= 3 ? (1, 14) : (max(4, horizon / 2), 8)
    return (0..<count).map { series.count - horizon - step * $0 }.filter { $0 >= least }
  }

  /// A forecast day of a run whose outcome is known.
  struct Outcome {
    /// The run, from 0 for the latest.
    let run: Int
    let ahead: Int
    let place: Int
    let means: [Double]
    let isEvent: Bool
  }

  /// The outcomes of a mixture of candidates.
  func outcomes(_ mixture: Mixture) -> [Outcome] {
    runs.enumerated().flatMap { number, run in
      mixture.path { run.paths[$0] ?? [] }.enumerated().compactMap { offset, means -> Outcome? in
        let place = run.origin + offset
        guard series.isKnown(place) else { return nil }
        let isEvent = !calendar.names(on: series.day(place)).isEmpty
        return Outcome(run: number, ahead: offset + 1, place: place, means: means, isEvent: isEvent)
      }
    }
  }

  /// Errors of the day totals on ordinary open days.
  func errors(_ outcomes: [Outcome]) -> [LeadError] {
    outcomes.compactMap { outcome in
      let mean = outcome.means.reduce(0, +)
      guard !outcome.isEvent, mean > 0, series.totals[outcome.place] > 0 else { return nil }
      return LeadError(ahead: outcome.ahead, log: log(series.totals[outcome.place] / mean))
    }
  }

  /// How the intervals of a day strayed from their shares of what the day brought.
  func noise(_ outcomes: [Outcome]) -> IntervalNoise {
    var noise = IntervalNoise.Sums()
    for outcome in outcomes where !outcome.isEvent {
      let mean = outcome.means.reduce(0, +)
      guard mean > 0, series.totals[outcome.place] > 0 else { continue }
      let scale = series.totals[outcome.place] / mean
      for (slot, expected) in outcome.means.enumerated() where expected > 0 {
        noise.add(series.volumes[outcome.place][slot], expected: expected * scale)
      }
    }
    return noise.noise
  }

  /// How a mixture did: each run is judged with ranges from the errors of the others.
  func score(_ mixture: Mixture) -> Forecast.Score {
    let outcomes = outcomes(mixture)
    var (loss, absolute, volume) = (0.0, 0.0, 0.0)
    for run in runs.indices {
      let others = runs.count > 2 ? outcomes.filter { $0.run != run } : outcomes
      let calibration = Calibration(errors(others), noise: noise(others), widening: 1, shift: 0)
      for outcome in outcomes where outcome.run == run {
        let caution = Calibration.Caution(factor: outcome.isEvent ? 2 : 1)
        let ranges =
          series.slots == 1
          ? [calibration.total(outcome.means[0], ahead: outcome.ahead, caution)]
          : calibration.intervals(outcome.means, ahead: outcome.ahead, caution)
        for (range, actual) in zip(ranges, series.volumes[outcome.place]) {
          loss += range.loss(actual)
          absolute += abs(actual - range.mean)
          volume += actual
        }
      }
    }
    return Forecast.Score(
      method: mixture.method, quantileLoss: loss / max(volume, 1e-9), absoluteError: absolute / max(volume, 1e-9),
      origins: runs.count)
  }
}

extension Estimate {
  /// The pinball loss of the mean and the two outer quantiles.
  ///
  /// The upper one counts twice, since staffing is planned for it. The mean stands for the median, so that a method is
  /// not forgiven a bias that its own errors reveal.
  fileprivate func loss(_ actual: Double) -> Double {
    func pinball(_ level: Double, _ quantile: Double) -> Double {
      max(level * (actual - quantile), (level - 1) * (actual - quantile))
    }
    return (pinball(0.1, p10) + pinball(0.5, mean) + 2 * pinball(0.9, p90)) / 2
  }
}
