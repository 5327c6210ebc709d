/// So many out of so many: satisfied customers, passed tests, kept appointments.
public struct Proportion: Sendable, Hashable, Codable {
  public let successes: Int
  public let trials: Int

  public init(_ successes: Int, of trials: Int) {
    precondition(0 <= successes && successes <= trials, "successes are some of the trials")
    self.successes = successes
    self.trials = trials
  }

  /// The share, or `nil` when nothing was tried: no data is not 0.
  public var rate: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }

  /// Wilson's score interval, the one to show by default.
  ///
  /// Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857, method 3.
  public func wilson(_ confidence: Double = 0.95) -> ConfidenceInterval {
    guard let rate else { return ConfidenceInterval(0, 1, confidence: confidence) }
    let (n, z) = (Double(trials), Normal.deviations(confidence))
    let center = (rate + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return ConfidenceInterval(
      successes == 0 ? 0 : center - reach, successes == trials ? 1 : center + reach, confidence: confidence)
  }

  /// The Bayesian interval from Jeffreys' prior, with 0 and 1 at the ends.
  ///
  /// Brown, Cai & DasGupta 2001, Statistical Science 16:101. At one success or one failure they widen the interval to
  /// Clopper and Pearson's end; this is the plain one, as in their table 5.
  public func jeffreys(_ confidence: Double = 0.95) -> ConfidenceInterval {
    let posterior = Beta(Double(successes) + 0.5, Double(trials - successes) + 0.5).central(confidence)
    return ConfidenceInterval(
      successes == 0 ? 0 : posterior.low, successes == trials ? 1 : posterior.high, confidence: confidence)
  }

  /// Clopper and Pearson's interval, for when a guarantee is asked: it holds the truth at least as often as it says.
  public func exact(_ confidence: Double = 0.95) -> ConfidenceInterval {
    let (x, n, tail) = (Double(successes), Double(trials), (1 - confidence) / 2)
    return ConfidenceInterval(
      successes == 0 ? 0 : Beta(x, n - x + 1).quantile(tail),
      successes == trials ? 1 : Beta(x + 1, n - x).quantile(1 - tail), confidence: confidence)
  }

  /// This share less another, with Newcombe's interval from both Wilson intervals.
  ///
  /// Newcombe 1998, Statistics in Medicine 17:873, method 10. `nil` when either side has no data.
  public func difference(
    from other: Proportion, _ confidence: Double = 0.95
  ) -> (estimate: Double, interval: ConfidenceInterval)? {
    guard let rate, let base = other.rate else { return nil }
    let (own, others) = (wilson(confidence), other.wilson(confidence))
    let down = ((rate - own.low) * (rate - own.low) + (others.high - base) * (others.high - base)).squareRoot()
    let up = ((own.high - rate) * (own.high - rate) + (base - others.low) * (base - others.low)).squareRoot()
    let estimate = rate - base
    return (estimate, ConfidenceInterval(estimate - down, estimate + up, confidence: confidence))
  }

  /// The share if all who did not answer were against, and if all were for (Manski's bounds).
  ///
  /// - Parameter invited: How many were asked, at least as many as answered.
  public func bounds(invited: Int) -> ClosedRange<Double>? {
    precondition(invited >= trials, "those who answered were invited")
    guard invited > 0 else { return nil }
    return Double(successes) / Double(invited)...Double(successes + invited - trials) / Double(invited)
  }

  /// How large a sample shows a share of about `rate` to within `margin` either way.
  ///
  /// - Parameter population: All there are to sample from; `nil` when there is no end of them.
  public static func sampleSize(
    rate: Double, margin: Double, population: Int? = nil, confidence: Double = 0.95
  ) -> Int {
    let z = Normal.deviations(confidence)
    let endless = z * z * rate * (1 - rate) / (margin * margin)
    guard let population else { return Int(endless.rounded(.up)) }
    return Int((endless / (1 + (endless - 1) / Double(population))).rounded(.up))
  }
}
