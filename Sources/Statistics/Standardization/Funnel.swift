/// Who differs from a target by more than chance and the usual spread between people explain.
///
/// A funnel instead of a league table (Spiegelhalter 2005, Statistics in Medicine 24:1185, additive over-dispersion).
public struct Funnel: Sendable, Hashable {
  /// What to do about a number.
  public enum Flag: Sendable, Hashable {
    case usual
    /// More than two standard deviations off.
    case watch
    /// More than three standard deviations off.
    case act
  }

  public let target: Double
  /// The variance between people beyond chance, 0 when there is none.
  public let spread: Double

  /// The funnel around a target, as wide as these estimates really lie apart.
  public init(target: Double, _ estimates: [Estimate]) {
    self.target = target
    spread = RandomEffects(estimates)?.spread ?? 0
  }

  /// How many standard deviations an estimate lies from the target.
  public func deviation(_ estimate: Estimate) -> Double {
    (estimate.value - target) / (estimate.error * estimate.error + spread).squareRoot()
  }

  public func flag(_ estimate: Estimate) -> Flag {
    switch deviation(estimate).magnitude {
    case ...2: .usual
    case ...3: .watch
    default: .act
    }
  }
}

/// Keeps the share of false alarms in a list low (Benjamini & Hochberg 1995).
public enum FalseDiscovery {
  /// Each probability raised so that all at or below a level make a list with at most that share of false alarms.
  public static func adjusted(_ probabilities: [Double]) -> [Double] {
    let order = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
    var result = probabilities
    var least = 1.0
    for (place, index) in order.enumerated() {
      let rank = Double(probabilities.count - place)
      least = min(least, probabilities[index] * Double(probabilities.count) / rank)
      result[index] = least
    }
    return result
  }
}
