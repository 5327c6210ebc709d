internal import Statistics

/// One series that was interrupted at a period: its level and slope after, against how it would have gone on.
public struct InterruptedSeries: Sendable, Equatable {
  /// How few periods on a side are too few.
  public static let fewest = 8

  /// A mean a period, by a straight line on each side.
  ///
  /// What is left over from one period hangs together with the next, so errors are Newey's and West's, with as many lags
  /// as their rule gives for the length.
  public static func means(_ values: [Double], from start: Int) -> [ImpactEstimate] {
    guard start >= fewest, values.count - start >= fewest else {
      return [
        ImpactEstimate(
          missing: .interrupted, n: values.count,
          "needs \(fewest) periods before and after; has \(start) and \(max(0, values.count - start))")
      ]
    }
    let rows = values.indices.map { period -> [Double] in
      let after = period >= start ? 1.0 : 0
      return [1, Double(period), after, after * Double(period - start)]
    }
    guard let fit = LeastSquares(rows, values) else { return [] }
    let lags = lags(for: values.count)
    let errors = fit.errors(lags: lags)
    let degrees = Double(values.count - 4)
    return [
      ImpactEstimate(
        .interrupted, fit.coefficients[2], error: errors[2], degrees: degrees, n: values.count,
        "step against the line before; holds the return to the mean of whoever was picked; errors over \(lags) lags"),
      ImpactEstimate(
        .trend, fit.coefficients[3], error: errors[3], degrees: degrees, n: values.count, "change of slope a period"),
    ]
  }

  /// Counts against exposure: the factor at the step, its interval widened by the dispersion.
  ///
  /// - Parameter seasons: For each period its place in the year, to take two waves a year out; empty to leave them in.
  public static func counts(
    _ counts: [Double], exposures: [Double], from start: Int, seasons: [Double] = []
  ) -> (factor: Double, low: Double, high: Double, dispersion: Double)? {
    guard start >= fewest, counts.count - start >= fewest, counts.count == exposures.count else { return nil }
    let rows = counts.indices.map { period -> [Double] in
      [1, period >= start ? 1.0 : 0, Double(period + 1)]
        + (seasons.isEmpty ? [] : Season.harmonics(seasons[period], 2))
    }
    guard let fit = PoissonRegression(rows, counts: counts, exposures: exposures) else { return nil }
    let found = fit.factor(1)
    return (found.estimate, found.interval.low, found.interval.high, fit.dispersion)
  }

  /// Newey's and West's rule of thumb, 4 (n / 100)^(2/9), rounded down.
  static func lags(for count: Int) -> Int {
    var lags = 1
    // The rule's power without a library: the largest whole l with (l / 4)^9 <= (n / 100)^2.
    let bound = Double(count) * Double(count) / 10_000
    while power(Double(lags + 1) / 4, 9) <= bound { lags += 1 }
    return power(0.25, 9) <= bound ? lags : 0
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}

extension ImpactStudy {
  /// The coached's mean a period around their first sessions, as one interrupted series.
  public func interrupted() -> [ImpactEstimate] {
    let coached = series.filter { $0.coachedFrom != nil }
    let before = coached.compactMap(\.coachedFrom).min() ?? 0
    let after = coached.map { $0.values.count - ($0.coachedFrom ?? 0) }.min() ?? 0
    let means = (-before..<after).map { step in
      coached.compactMap { one in one.coachedFrom.flatMap { one.value(at: $0 + step) } }
    }
    guard means.allSatisfy({ !$0.isEmpty }) else {
      return [ImpactEstimate(missing: .interrupted, n: means.count, "a period around the first sessions has no number")]
    }
    return InterruptedSeries.means(means.map(\.mean), from: before)
  }
}
