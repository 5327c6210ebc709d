/// A number with the error it was measured with.
public struct Estimate: Sendable, Hashable {
  public let value: Double
  /// The standard error, above 0.
  public let error: Double

  public init(_ value: Double, error: Double) {
    precondition(error > 0, "an estimate has an error")
    self.value = value
    self.error = error
  }
}

/// Several measured numbers whose truths differ: their common mean and how far they really lie apart.
public struct RandomEffects: Sendable, Hashable {
  /// How the spread between the truths is found.
  public enum Method: Sendable, Hashable {
    /// By moments in one step (DerSimonian & Laird 1986).
    case derSimonianLaird
    /// By moments until they fit (Paule & Mandel 1982).
    case pauleMandel
    /// By restricted likelihood.
    case restrictedLikelihood
  }

  public let mean: Double
  /// The standard error of the mean.
  public let error: Double
  /// The variance of the truths around the mean; 0 when the numbers differ no more than their errors make them.
  public let spread: Double
  /// Cochran's Q: how far the numbers lie apart in units of their errors.
  public let heterogeneity: Double

  /// - Returns: `nil` with fewer than two estimates.
  public init?(_ estimates: [Estimate], _ method: Method = .derSimonianLaird) {
    guard estimates.count > 1 else { return nil }
    heterogeneity = Self.heterogeneity(estimates, spread: 0)
    spread =
      switch method {
      case .derSimonianLaird: Self.oneStep(estimates, heterogeneity)
      case .pauleMandel: Self.fitted(estimates)
      case .restrictedLikelihood: Self.likeliest(estimates)
      }
    (mean, error) = Self.pooled(estimates, spread: spread)
  }

  /// How much an estimate's own number counts against the mean, between 0 and 1.
  public func reliability(_ estimate: Estimate) -> Double {
    spread / (spread + estimate.error * estimate.error)
  }

  /// The estimate drawn towards the mean as far as its error asks.
  public func shrunk(_ estimate: Estimate) -> Double {
    mean + reliability(estimate) * (estimate.value - mean)
  }

  private static func weights(_ estimates: [Estimate], _ spread: Double) -> [Double] {
    estimates.map { 1 / ($0.error * $0.error + spread) }
  }

  private static func pooled(_ estimates: [Estimate], spread: Double) -> (mean: Double, error: Double) {
    let weights = weights(estimates, spread)
    let mean = zip(weights, estimates).map { $0 * $1.value }.sum / weights.sum
    return (mean, (1 / weights.sum).squareRoot())
  }

  private static func heterogeneity(_ estimates: [Estimate], spread: Double) -> Double {
    let mean = pooled(estimates, spread: spread).mean
    return zip(weights(estimates, spread), estimates).map { $0 * ($1.value - mean) * ($1.value - mean) }.sum
  }

  private static func oneStep(_ estimates: [Estimate], _ heterogeneity: Double) -> Double {
    let weights = weights(estimates, 0)
    let scale = weights.sum - weights.map { $0 * $0 }.sum / weights.sum
    return max(0, (heterogeneity - Double(estimates.count - 1)) / scale)
  }

  /// The spread at which Q equals its expectation; Q falls as the spread grows, so halving finds it.
  private static func fitted(_ estimates: [Estimate]) -> Double {
    let expected = Double(estimates.count - 1)
    guard heterogeneity(estimates, spread: 0) > expected else { return 0 }
    var (low, high) = (0.0, 1e-6)
    while heterogeneity(estimates, spread: high) > expected { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if heterogeneity(estimates, spread: middle) > expected { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The spread of the highest restricted likelihood; it may have two peaks, one of them at 0.
  private static func likeliest(_ estimates: [Estimate]) -> Double {
    let starts = [oneStep(estimates, heterogeneity(estimates, spread: 0)), 0, fitted(estimates)]
    let peaks = starts.map { climbed(estimates, from: $0) }
    return peaks.max { restrictedLikelihood(estimates, $0) < restrictedLikelihood(estimates, $1) } ?? 0
  }

  /// Fisher scoring on the restricted likelihood (Viechtbauer 2005).
  private static func climbed(_ estimates: [Estimate], from start: Double) -> Double {
    var spread = start
    for _ in 0..<1_000 {
      let weights = weights(estimates, spread)
      let mean = pooled(estimates, spread: spread).mean
      let squares = weights.map { $0 * $0 }
      let misfit = zip(squares, estimates).map { $0 * (($1.value - mean) * ($1.value - mean) - $1.error * $1.error) }
        .sum
      let next = max(0, misfit / squares.sum + 1 / weights.sum)
      if (next - spread).magnitude < 1e-14 * max(1, spread) { return next }
      spread = next
    }
    return spread
  }

  /// The logarithm of the restricted likelihood, less what does not depend on the spread.
  private static func restrictedLikelihood(_ estimates: [Estimate], _ spread: Double) -> Double {
    let weights = weights(estimates, spread)
    return (weights.map(\.logarithm).sum - weights.sum.logarithm - heterogeneity(estimates, spread: spread)) / 2
  }
}
