/// How far an interval strays from its share of the day: as counts do, and by a factor on top.
///
/// The variance is `counting` times the mean plus `excess` times the squared mean. Counts that arrive by chance have a
/// counting of 1; sums that are steadier than chance, as totals over many shops, have less.
struct IntervalNoise {
  let counting: Double
  let excess: Double

  /// The squared relative deviation at a mean.
  func relativeVariance(_ mean: Double) -> Double {
    counting / max(mean, 0.3) + excess
  }

  struct Sums {
    private var strays = 0.0
    private var means = 0.0
    private var squares = 0.0

    mutating func add(_ actual: Double, expected: Double) {
      strays += (actual - expected) * (actual - expected)
      means += expected
      squares += expected * expected
    }

    var noise: IntervalNoise {
      guard means > 0 else { return IntervalNoise(counting: 1, excess: 0) }
      guard strays > means else { return IntervalNoise(counting: strays / means, excess: 0) }
      return IntervalNoise(counting: 1, excess: (strays - means) / squares)
    }
  }
}
