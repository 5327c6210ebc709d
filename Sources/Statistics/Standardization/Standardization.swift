/// What happened in one stratum, say one contact reason: events among so much exposure.
public struct Stratum: Sendable, Hashable {
  public let events: Double
  public let exposure: Double

  public init(events: Double, exposure: Double) {
    precondition(events >= 0 && exposure >= 0, "events and exposure are counted")
    self.events = events
    self.exposure = exposure
  }
}

/// A rate as it would be if everyone had the same mix of strata.
///
/// The agent who was given the returns queue looks worst until the mix is taken out.
public struct Standardization: Sendable, Hashable {
  /// The share of each stratum in the common mix; they sum to 1.
  public let mix: [Double]

  /// - Parameter standard: How much of each stratum the common mix has, in any unit.
  public init(standard: [Double]) {
    let total = standard.sum
    precondition(total > 0 && standard.allSatisfy { $0 >= 0 }, "the standard has some of each stratum")
    mix = standard.map { $0 / total }
  }

  /// The events per exposure under the common mix, or `nil` when a stratum that counts has no exposure.
  public func direct(_ strata: [Stratum]) -> Double? {
    terms(strata).map { terms in terms.map { $0.weight * $0.events }.sum }
  }

  /// The gamma interval of a standardized rate (Fay & Feuer 1997, Statistics in Medicine 16:791).
  public func interval(_ strata: [Stratum], _ confidence: Double = 0.95) -> ConfidenceInterval? {
    guard let terms = terms(strata), let widest = terms.map(\.weight).max(), widest > 0 else { return nil }
    let rate = terms.map { $0.weight * $0.events }.sum
    let variance = terms.map { $0.weight * $0.weight * $0.events }.sum
    let tail = (1 - confidence) / 2
    let low = rate > 0 ? Self.gamma(rate, variance).quantile(tail) : 0
    let high = Self.gamma(rate + widest, variance + widest * widest).quantile(1 - tail)
    return ConfidenceInterval(low, high, confidence: confidence)
  }

  /// Events against what the rates of all would lead one to expect: above 1 is more than expected.
  ///
  /// For when strata are too thin to stand on their own. `nil` when nothing was to be expected.
  public static func indirect(_ strata: [Stratum], rates: [Double]) -> Double? {
    precondition(strata.count == rates.count, "one rate a stratum")
    let expected = zip(strata, rates).map { $0.exposure * $1 }.sum
    return expected > 0 ? strata.map(\.events).sum / expected : nil
  }

  /// What each event weighs in a stratum's share of the common mix.
  private func terms(_ strata: [Stratum]) -> [(weight: Double, events: Double)]? {
    precondition(strata.count == mix.count, "one stratum a share of the mix")
    let used = zip(mix, strata).filter { $0.0 > 0 }
    guard used.allSatisfy({ $0.1.exposure > 0 }) else { return nil }
    return used.map { ($0.0 / $0.1.exposure, $0.1.events) }
  }

  /// The gamma distribution with that mean and variance.
  private static func gamma(_ mean: Double, _ variance: Double) -> GammaDistribution {
    GammaDistribution(shape: mean * mean / variance, scale: variance / mean)
  }
}
