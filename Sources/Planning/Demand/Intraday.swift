// By eleven o'clock the morning is known. How far it tells the rest of the day depends on how much days as a whole
// differ: the day's factor has a gamma prior with mean 1 and variance phi, the morning's count updates it, and the
// factor expected afterwards is (A + 1/phi) / (F + 1/phi) with A contacts seen and F forecast.

extension ForecastDay {
  /// The forecast of a day part of which has happened.
  ///
  /// - Parameter actual: The volumes of the first intervals of the day, as many as are known.
  public func updated(with actual: [Double]) -> ForecastDay {
    let known = min(actual.count, intervals.count)
    guard known > 0 else { return self }
    let seen = actual.prefix(known).reduce(0, +)
    let expected = intervals.prefix(known).reduce(0) { $0 + $1.mean }
    let phi = expm1(total.logSpread * total.logSpread)
    let factor = phi > 0 ? (seen + 1 / phi) / (expected + 1 / phi) : 1
    // What is known of the day narrows what may still come.
    let narrowing = (1 / (1 + phi * expected)).squareRoot()
    let rest = intervals.dropFirst(known).map { $0.map { $0 * factor }.narrowed(by: narrowing) }
    let left = Estimate(mean: rest.reduce(0) { $0 + $1.mean }, around: total, narrowing: narrowing)
    return ForecastDay(
      day: day, total: left.map { $0 + seen }, intervals: actual.prefix(known).map { Estimate(certain: $0) } + rest,
      events: events)
  }
}

extension Estimate {
  /// Draws the day's part of the quantiles toward the mean; an interval's own chance stays.
  fileprivate func narrowed(by share: Double) -> Estimate {
    guard mean > 0 else { return self }
    func drawn(_ quantile: Double, _ z: Double) -> Double {
      let stray = quantile - mean
      let chance = z * z * mean
      let day = max(0, stray * stray - chance)
      let width = (day * share * share + min(chance, stray * stray)).squareRoot()
      return max(0, mean + (stray < 0 ? -width : width))
    }
    return Estimate(
      mean: mean, p025: drawn(p025, 1.96), p10: drawn(p10, 1.2816), p50: p50, p90: drawn(p90, 1.2816),
      p975: drawn(p975, 1.96))
  }

  /// What is left of a day: its mean, with the whole day's relative range made narrower.
  fileprivate init(mean: Double, around whole: Estimate, narrowing: Double) {
    func quantile(_ value: Double) -> Double {
      whole.mean > 0 ? max(0, mean * (1 + (value / whole.mean - 1) * narrowing)) : mean
    }
    self.init(
      mean: mean, p025: quantile(whole.p025), p10: quantile(whole.p10), p50: quantile(whole.p50),
      p90: quantile(whole.p90), p975: quantile(whole.p975))
  }
}
