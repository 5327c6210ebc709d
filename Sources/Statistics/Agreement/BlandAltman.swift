/// How far two ways of scoring the same cases lie apart, in points (Bland & Altman 1986).
///
/// For an evaluator against the agreed score: the mean difference is the leniency, the limits hold 95 of 100
/// differences.
public struct BlandAltman: Sendable, Hashable {
  /// The mean of first less second.
  public let bias: Double
  /// The standard deviation of the differences.
  public let deviation: Double
  /// How closely the two go together, which says nothing of how far apart they are; shown because people ask.
  public let correlation: Double
  /// How many cases were scored both ways.
  public let count: Int

  /// - Returns: `nil` with fewer than two pairs.
  public init?(_ pairs: [(first: Double, second: Double)]) {
    guard pairs.count > 1 else { return nil }
    let differences = pairs.map { $0.first - $0.second }
    bias = differences.mean
    deviation = differences.variance.squareRoot()
    count = pairs.count
    let (first, second) = (pairs.map(\.first), pairs.map(\.second))
    let (a, b) = (first.mean, second.mean)
    let together = pairs.map { ($0.first - a) * ($0.second - b) }.sum / Double(pairs.count - 1)
    correlation = together / (first.variance * second.variance).squareRoot()
  }

  /// The limits between which the differences of that many standard deviations lie.
  public func limits(deviations: Double = Normal.deviations(0.95)) -> ClosedRange<Double> {
    (bias - deviations * deviation)...(bias + deviations * deviation)
  }

  /// The interval of the bias.
  public func biasInterval(_ confidence: Double = 0.95) -> ConfidenceInterval {
    let reach = StudentT(Double(count - 1)).quantile((1 + confidence) / 2) * deviation / Double(count).squareRoot()
    return ConfidenceInterval(bias - reach, bias + reach, confidence: confidence)
  }
}
