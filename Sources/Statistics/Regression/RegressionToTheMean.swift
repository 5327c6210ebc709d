/// How much people picked for low scores get better with nothing done at all.
///
/// Barnett, van der Pols & Dobson 2005, International Journal of Epidemiology 34:215.
public struct RegressionToTheMean: Sendable, Hashable {
  public let mean: Double
  /// The standard deviation of true scores between people.
  public let between: Double
  /// The standard deviation of one measurement around a person's true score.
  public let within: Double

  public init(mean: Double, between: Double, within: Double) {
    self.mean = mean
    self.between = between
    self.within = within
  }

  /// From the standard deviation of single scores and the correlation between two scores of a person.
  public init(mean: Double, total: Double, correlation: Double) {
    self.init(
      mean: mean, between: total * correlation.squareRoot(), within: total * (1 - correlation).squareRoot())
  }

  /// The rise to expect of those who scored below a cut, without any coaching.
  ///
  /// - Parameter measurements: How many measurements the score that picked them was the mean of.
  public func expectedRise(below cut: Double, measurements: Int = 1) -> Double {
    let noise = within * within / Double(measurements)
    let spread = (between * between + noise).squareRoot()
    return noise / spread * Self.severity((mean - cut) / spread)
  }

  /// The ordinate over the tail: how far on average those beyond a cut lie, in standard deviations.
  static func severity(_ z: Double) -> Double {
    Normal.standard.density(z) / Normal.standard.cumulative(-z)
  }
}
