internal import Statistics

/// What a group of peers tells about each of them: how far they really lie apart, and so how far to trust one number.
///
/// Ten peers with data are needed to learn that from; with fewer, everyone stands for themselves.
struct PeerModel {
  static let enough = 10

  enum Spread {
    /// Too few peers, or a metric whose cases are counted exactly.
    case unknown
    /// The numbers differ no more than chance makes them.
    case none
    case shares(BetaPrior)
    case measured(RandomEffects)
  }

  let shape: Definition.Shape
  /// How many had data.
  let count: Int
  /// All together.
  let mean: Double?
  let spread: Spread
  /// The variance of one measurement around its person's truth, shared by all.
  let variance: Double

  /// - Parameter members: Each peer with data, with the mix taken out where there is one.
  init(_ members: [Sums], _ definition: Definition) {
    let shape = definition.shape
    let members = members.filter { $0.value != nil }
    self.shape = shape
    count = members.count
    mean = Sums.pooled(members)
    let freedom = members.reduce(0) { $0 + max(0, $1.n - 1) }
    let variance = freedom > 0 ? members.reduce(0) { $0 + $1.residual(shape) } / Double(freedom) : 0
    self.variance = variance
    guard members.count >= Self.enough, definition.estimator != .exact else {
      spread = .unknown
      return
    }
    spread = shape == .share ? Self.ofShares(members) : Self.ofMeasurements(members, shape, variance)
  }

  private static func ofShares(_ members: [Sums]) -> Spread {
    switch BetaPrior.moments(members.map(\.share)) {
    case .found(let prior)?: .shares(prior)
    case BetaPrior.Spread.none?: .none
    case nil: .unknown
    }
  }

  private static func ofMeasurements(_ members: [Sums], _ shape: Definition.Shape, _ variance: Double) -> Spread {
    let estimates = members.compactMap { member -> Estimate? in
      guard let value = member.value, let error = member.error(shape, variance: variance) else { return nil }
      return Estimate(value, error: error)
    }
    guard let effects = RandomEffects(estimates, .pauleMandel) else { return .unknown }
    return effects.spread > 0 ? .measured(effects) : .none
  }

  /// What is known of one person's truth.
  func posterior(_ own: Sums) -> Posterior? {
    guard let value = own.value else { return nil }
    switch spread {
    case .shares(let prior):
      let known = prior.posterior(own.share)
      return Posterior(
        known: known, center: known.mean, reliability: prior.reliability(trials: own.n), isShrunk: true,
        needed: Int(prior.weight.rounded(.up)))
    case .measured(let effects):
      guard let error = own.error(shape, variance: variance) else { return nil }
      let estimate = Estimate(value, error: error)
      let trust = effects.reliability(estimate)
      let pull = (1 - trust) * effects.error
      let known = Normal(
        mean: effects.shrunk(estimate), deviation: (trust * error * error + pull * pull).squareRoot())
      return Posterior(
        known: known, center: known.mean, reliability: trust, isShrunk: true,
        needed: Int((Double(own.n) * error * error / effects.spread).rounded(.up)))
    case .none, .unknown:
      return alone(own, value)
    }
  }

  /// From the own number only.
  private func alone(_ own: Sums, _ value: Double) -> Posterior? {
    var reliability: Double?
    if case .none = spread { reliability = 0 }
    if shape == .share {
      let known = Beta(Double(own.share.successes) + 0.5, Double(own.n - own.share.successes) + 0.5)
      return Posterior(known: known, center: value, reliability: reliability, isShrunk: false, needed: nil)
    }
    guard let error = own.error(shape, variance: variance) else { return nil }
    return Posterior(
      known: Normal(mean: value, deviation: error), center: value, reliability: reliability, isShrunk: false,
      needed: nil)
  }
}

/// What is known of a person's truth after their own number and, where there are enough, their peers'.
struct Posterior {
  let known: any Distribution
  let center: Double
  /// How much of the own number counts, 0 where peers do not differ; `nil` where nobody can tell.
  let reliability: Double?
  let isShrunk: Bool
  /// From how many cases on the own number counts for half.
  let needed: Int?
}
