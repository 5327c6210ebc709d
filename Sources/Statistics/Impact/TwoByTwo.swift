/// Two groups, selected or not.
public struct TwoByTwo: Sendable, Hashable {
  public let first: Proportion
  public let second: Proportion

  public init(_ first: Proportion, _ second: Proportion) {
    self.first = first
    self.second = second
  }

  /// Fisher's exact test: how likely a table is that is no likelier than this one, with the same margins.
  public var fisher: Double {
    let (selected, all) = (first.successes + second.successes, first.trials + second.trials)
    let fewest = max(0, selected - second.trials)
    let most = min(selected, first.trials)
    let weights = (fewest...most).map { logChoose(first.trials, $0) + logChoose(second.trials, selected - $0) }
    let whole = logChoose(all, selected)
    let own = weights[first.successes - fewest]
    // As likely as this one but for rounding counts too, as in R.
    return min(1, weights.filter { $0 <= own + 1e-7 }.map { ($0 - whole).exponential }.sum)
  }
}

/// Two groups compared stratum by stratum, then pooled: jobs are never simply added up (Mantel & Haenszel 1959).
public struct MantelHaenszel: Sendable, Hashable {
  /// The pooled odds of the first group against the second; `nil` when some stratum leaves no odds.
  public let oddsRatio: Double?
  private let difference: Double
  private let variance: Double

  public init(_ strata: [TwoByTwo]) {
    var (upper, lower, difference, variance) = (0.0, 0.0, 0.0, 0.0)
    for stratum in strata {
      let (a, c) = (Double(stratum.first.successes), Double(stratum.second.successes))
      let (n, m) = (Double(stratum.first.trials), Double(stratum.second.trials))
      let all = n + m
      guard all > 1 else { continue }
      upper += a * (m - c) / all
      lower += (n - a) * c / all
      difference += a - n * (a + c) / all
      variance += n * m * (a + c) * (all - a - c) / (all * all * (all - 1))
    }
    oddsRatio = lower > 0 ? upper / lower : nil
    (self.difference, self.variance) = (difference, variance)
  }

  /// The difference in standard deviations, above 0 when the first group does better.
  public var z: Double? { variance > 0 ? difference / variance.squareRoot() : nil }

  /// Chi-squared with half a person taken off the difference, or all of it when it is less.
  ///
  /// R prints the same from half a person on, and leaves smaller differences uncorrected.
  public var chiSquaredCorrected: Double? {
    guard variance > 0 else { return nil }
    let reduced = max(0, difference.magnitude - 0.5)
    return reduced * reduced / variance
  }

  /// How likely so great a difference is by chance, by ``chiSquaredCorrected``.
  public var probability: Double? {
    chiSquaredCorrected.map { GammaDistribution.chiSquared(1).above($0) }
  }
}
