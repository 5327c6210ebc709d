/// What the peers tell about one agent's share before the agent's own numbers are seen.
///
/// Empirical Bayes: the peer group gives a beta distribution, the agent's own successes and trials make it the
/// agent's. The fewer the trials, the nearer the estimate stays to the group.
public struct BetaPrior: Sendable, Hashable {
  public let alpha: Double
  public let beta: Double

  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "both parameters of a beta distribution are positive")
    self.alpha = alpha
    self.beta = beta
  }

  public var mean: Double { alpha / (alpha + beta) }
  /// How many trials the peers' opinion is worth.
  public var weight: Double { alpha + beta }
  public var deviation: Double { Beta(alpha, beta).deviation }

  /// What is known of an agent's share after their own numbers.
  public func posterior(_ own: Proportion) -> Beta {
    Beta(alpha + Double(own.successes), beta + Double(own.trials - own.successes))
  }

  /// How much of the difference between agents the agent's own number can be trusted with, between 0 and 1.
  public func reliability(trials: Int) -> Double { Double(trials) / (Double(trials) + weight) }

  /// The spread between agents found in their numbers.
  public enum Spread: Sendable, Hashable {
    case found(BetaPrior)
    /// The numbers differ no more than chance makes them: everyone is best described by the group's share.
    case none(mean: Double)
  }

  /// The prior by moments of the plain rates, each agent counted the same.
  ///
  /// The way of Gelman et al., Bayesian Data Analysis, chapter 5. Agents without trials are left out.
  public static func plainMoments(_ groups: [Proportion]) -> Spread? {
    let rates = groups.compactMap(\.rate)
    guard rates.count > 1 else { return nil }
    let (mean, variance) = (rates.mean, rates.variance)
    let weight = mean * (1 - mean) / variance - 1
    guard weight > 0, weight.isFinite, mean > 0, mean < 1 else { return Spread.none(mean: mean) }
    return .found(BetaPrior(alpha: weight * mean, beta: weight * (1 - mean)))
  }

  /// The prior by moments for unequal numbers of trials (Kleinman 1973, JASA 68:46).
  ///
  /// Weights start as the trials and are refined by the correlation they lead to. Clamped at no spread.
  public static func moments(_ groups: [Proportion]) -> Spread? {
    let groups = groups.filter { $0.trials > 0 }
    guard groups.count > 1 else { return nil }
    var weights = groups.map { Double($0.trials) }
    var (mean, correlation) = (0.0, 0.0)
    for _ in 0..<100 {
      let before = correlation
      (mean, correlation) = correlated(groups, weights)
      guard mean > 0, mean < 1, correlation > 0 else { return Spread.none(mean: pooled(groups)) }
      weights = groups.map { Double($0.trials) / (1 + correlation * Double($0.trials - 1)) }
      if (correlation - before).magnitude < 1e-12 { break }
    }
    guard correlation < 1 else { return nil }
    let weight = 1 / correlation - 1
    return .found(BetaPrior(alpha: weight * mean, beta: weight * (1 - mean)))
  }

  /// Mean and correlation within agents, from the weighted spread of the rates.
  private static func correlated(_ groups: [Proportion], _ weights: [Double]) -> (mean: Double, correlation: Double) {
    let total = weights.sum
    let rates = groups.map { $0.rate ?? 0 }
    let mean = zip(weights, rates).map { $0 * $1 }.sum / total
    let spread = zip(weights, rates).map { $0 * ($1 - mean) * ($1 - mean) }.sum
    let shares = zip(weights, groups).map { ($0 * (1 - $0 / total), Double($1.trials)) }
    let chance = shares.map { $0 / $1 }.sum
    let all = shares.map { $0.0 }.sum
    return (mean, (spread - mean * (1 - mean) * chance) / (mean * (1 - mean) * (all - chance)))
  }

  private static func pooled(_ groups: [Proportion]) -> Double {
    Double(groups.map(\.successes).reduce(0, +)) / Double(groups.map(\.trials).reduce(0, +))
  }
}
