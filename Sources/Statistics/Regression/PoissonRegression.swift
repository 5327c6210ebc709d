/// Counts explained by others on a logarithmic scale, with exposure taken into account.
///
/// Fitted by weighted least squares, repeated (McCullagh & Nelder 1989). For interrupted time series use
/// ``dispersion``: counts of contacts nearly always spread wider than Poisson's.
public struct PoissonRegression: Sendable, Hashable {
  public let coefficients: [Double]
  /// Standard errors as if counts were Poisson.
  public let errors: [Double]
  /// Pearson's chi-squared over its degrees of freedom: 1 for Poisson counts.
  public let dispersion: Double
  /// Observations less coefficients.
  public let degrees: Int

  /// - Parameters:
  ///   - rows: One row an observation; give a column of ones for the level.
  ///   - exposures: What the counts are counted against, above 0.
  /// - Returns: `nil` when the columns say the same twice or the fit does not settle.
  public init?(_ rows: [[Double]], counts: [Double], exposures: [Double]) {
    guard let width = rows.first?.count, rows.count > width else { return nil }
    precondition(rows.count == counts.count && rows.count == exposures.count, "one count and exposure a row")
    var means = counts.map { max($0, 0.5) }
    var (fit, deviance): ([Double], Double) = ([], .infinity)
    for _ in 0..<100 {
      let working = rows.indices.map { index in
        (means[index] / exposures[index]).logarithm + (counts[index] - means[index]) / means[index]
      }
      guard let triangle = Cholesky(normalMatrix(rows, means), size: width) else { return nil }
      fit = triangle.solve(rightSide(rows, working, means))
      means = zip(rows, exposures).map { dot($0, fit).exponential * $1 }
      let next = Self.deviance(counts, means)
      guard next.isFinite else { return nil }
      let settled = (next - deviance).magnitude < 1e-12 * (next.magnitude + 0.1)
      deviance = next
      if settled { break }
    }
    guard let triangle = Cholesky(normalMatrix(rows, means), size: width) else { return nil }
    let inverse = triangle.inverse
    coefficients = fit
    errors = (0..<width).map { inverse[$0 * width + $0].squareRoot() }
    let misfit = zip(counts, means).map { ($0 - $1) * ($0 - $1) / $1 }.sum
    degrees = rows.count - width
    dispersion = misfit / Double(degrees)
  }

  /// The factor by which counts change with a column, with its interval.
  ///
  /// - Parameter isDispersed: Whether the interval is widened by ``dispersion``.
  public func factor(
    _ column: Int, isDispersed: Bool = true, _ confidence: Double = 0.95
  ) -> (estimate: Double, interval: ConfidenceInterval) {
    let error = errors[column] * (isDispersed ? dispersion.squareRoot() : 1)
    let interval = ConfidenceInterval.around(coefficients[column], error: error, confidence)
    return (coefficients[column].exponential, interval.mapped(\.exponential))
  }

  /// How likely so large a coefficient is by chance, widened by ``dispersion``.
  public func probability(_ column: Int) -> Double {
    StudentT(Double(degrees)).bothTails(coefficients[column] / (errors[column] * dispersion.squareRoot()))
  }

  private static func deviance(_ counts: [Double], _ means: [Double]) -> Double {
    2
      * zip(counts, means).map { count, mean in
        (count > 0 ? count * (count / mean).logarithm : 0) - (count - mean)
      }.sum
  }
}

/// The seasons of a year as smooth waves, for a regression.
public enum Season {
  /// Sine and cosine of as many waves a year as asked for.
  ///
  /// - Parameter year: The time as a fraction of the year.
  public static func harmonics(_ year: Double, _ waves: Int) -> [Double] {
    (1...max(1, waves)).flatMap { wave -> [Double] in
      let angle = 2 * Double.pi * Double(wave) * year
      return [angle.sine, (angle + Double.pi / 2).sine]
    }
  }
}
