/// What to expect of a number that is not known yet: its mean and how far it may stray.
///
/// Nine in ten outcomes stay at or below `p90`.
public struct Estimate: Sendable, Hashable, Codable {
  public var mean: Double
  public var p025: Double
  public var p10: Double
  public var p50: Double
  public var p90: Double
  public var p975: Double

  public init(mean: Double, p025: Double, p10: Double, p50: Double, p90: Double, p975: Double) {
    self.mean = mean
    self.p025 = p025
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
    self.p975 = p975
  }

  /// A number that is certain.
  public init(certain value: Double) {
    self.init(mean: value, p025: value, p10: value, p50: value, p90: value, p975: value)
  }

  public static let zero = Estimate(certain: 0)

  public subscript(level: Level) -> Double {
    switch level {
    case .mean: mean
    case .p10: p10
    case .p50: p50
    case .p90: p90
    }
  }

  /// Which number of an estimate a plan is made for.
  public enum Level: String, Sendable, Codable, CaseIterable {
    case mean, p10, p50, p90
  }

  /// Applies the same growing function to the mean and to every quantile.
  func map(_ transform: (Double) -> Double) -> Estimate {
    Estimate(
      mean: transform(mean), p025: transform(p025), p10: transform(p10), p50: transform(p50), p90: transform(p90),
      p975: transform(p975))
  }

  /// The spread of the logarithm, read from the tenth and ninetieth percentile; 0 when certain.
  var logSpread: Double { Estimate.logSpread(p10: p10, p90: p90) }

  /// The spread of the logarithm that a range tells: four fifths of a log-normal lie inside 2.5631 spreads; 0 for a
  /// certain or an empty day.
  public static func logSpread(p10: Double, p90: Double) -> Double {
    p10 > 0 && p90 > p10 ? log(p90 / p10) / 2.563103 : 0
  }

  /// Adds two estimates that stray together: the cautious sum, whose quantiles are the sums of the quantiles.
  static func + (left: Estimate, right: Estimate) -> Estimate {
    Estimate(
      mean: left.mean + right.mean, p025: left.p025 + right.p025, p10: left.p10 + right.p10,
      p50: left.p50 + right.p50, p90: left.p90 + right.p90, p975: left.p975 + right.p975)
  }
}
