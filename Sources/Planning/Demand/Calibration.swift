/// The logarithm of what happened over what was expected, so many days ahead.
struct LeadError {
  let ahead: Int
  let log: Double
}

/// How far outcomes strayed from earlier forecasts, and so how far they will.
///
/// The day's spread is read from the own errors at about the same lead; within the day, intervals stray further, as
/// counts do and by a factor that the history shows.
struct Calibration {
  /// Levels of the quantiles, and how many standard deviations they are for a bell curve.
  static let levels = [0.025, 0.1, 0.5, 0.9, 0.975]
  static let deviations = [-1.959964, -1.281552, 0, 1.281552, 1.959964]

  private struct Bucket {
    let ahead: Int
    let quantiles: [Double]
  }

  private let buckets: [Bucket]
  private let noise: IntervalNoise

  /// - Parameters:
  ///   - widening: A factor on the spread, for what the errors do not show.
  ///   - shift: How much of the errors' median is believed: errors of a few origins share their luck.
  init(_ errors: [LeadError], noise: IntervalNoise, widening: Double, shift: Double) {
    self.noise = noise
    let all = errors.map(\.log).sorted()
    buckets = [1, 3, 7, 14, 28, 56, 112].compactMap { ahead in
      let near = errors.filter { 2 * $0.ahead >= ahead && 2 * $0.ahead <= 3 * ahead }.map(\.log).sorted()
      let used = near.count >= 20 ? near : []
      return used.isEmpty ? nil : Bucket(ahead: ahead, quantiles: Calibration.quantiles(used, widening, shift))
    }
    .ifEmpty([Bucket(ahead: 1, quantiles: Calibration.quantiles(all, widening, shift))])
  }

  private static func quantiles(_ sorted: [Double], _ widening: Double, _ shift: Double) -> [Double] {
    guard sorted.count >= 8 else { return deviations.map { $0 * 0.25 } }
    let middle = quantile(0.5, ofSorted: sorted)
    return levels.map { shift * middle + (quantile($0, ofSorted: sorted) - middle) * widening }
  }

  /// Log quantiles at a lead.
  private func spread(ahead: Int) -> [Double] {
    guard let after = buckets.firstIndex(where: { $0.ahead >= ahead }) else {
      return buckets[buckets.count - 1].quantiles
    }
    guard after > 0 else { return buckets[0].quantiles }
    let (left, right) = (buckets[after - 1], buckets[after])
    let share = Double(ahead - left.ahead) / Double(right.ahead - left.ahead)
    return zip(left.quantiles, right.quantiles).map { $0 + share * ($1 - $0) }
  }

  /// How much less certain a day is than an ordinary one.
  struct Caution {
    /// A factor on the spread that ordinary days show.
    var factor = 1.0
    /// A spread of the logarithm on top: the planner's own range of an uplift.
    var extra = 0.0
  }

  /// Log quantiles at a lead, as deviations from the middle one, and that middle.
  private func deviations(ahead: Int, _ caution: Caution) -> (middle: Double, around: [Double]) {
    let spread = spread(ahead: ahead)
    let around = zip(spread, Calibration.deviations).map { quantile, z in
      let own = (quantile - spread[2]) * caution.factor
      let width = (own * own + z * z * caution.extra * caution.extra).squareRoot()
      return z < 0 ? -width : z > 0 ? width : 0
    }
    return (spread[2], around)
  }

  func total(_ mean: Double, ahead: Int, _ caution: Caution) -> Estimate {
    let (middle, around) = deviations(ahead: ahead, caution)
    return Estimate(mean: mean, quantiles: around.map { mean * exp(middle + $0) })
  }

  func intervals(_ means: [Double], ahead: Int, _ caution: Caution) -> [Estimate] {
    let (shift, around) = deviations(ahead: ahead, caution)
    let wide = around.map { expm1($0) }
    let middle = exp(shift)
    return means.map { mean in
      guard mean > 0 else { return .zero }
      let noise = noise.relativeVariance(mean)
      let quantiles = wide.indices.map { level in
        let z = Calibration.deviations[level]
        let stray = (wide[level] * wide[level] + z * z * noise).squareRoot()
        return max(0, mean * middle * (1 + (z < 0 ? -stray : z > 0 ? stray : 0)))
      }
      return Estimate(mean: mean, quantiles: quantiles)
    }
  }
}

extension Array {
  fileprivate func ifEmpty(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}

extension Estimate {
  /// - Parameter quantiles: The five, the lowest first.
  init(mean: Double, quantiles: [Double]) {
    self.init(
      mean: mean, p025: quantiles[0], p10: quantiles[1], p50: quantiles[2], p90: quantiles[3], p975: quantiles[4])
  }
}
