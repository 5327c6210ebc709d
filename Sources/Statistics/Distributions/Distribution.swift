/// A distribution of a continuous quantity.
public protocol Distribution: Sendable {
  /// The smallest and the largest value it can take.
  var support: ClosedRange<Double> { get }
  /// The probability of a value up to `x`.
  func cumulative(_ x: Double) -> Double
  /// The density at `x`.
  func density(_ x: Double) -> Double
}

extension Distribution {
  /// The value below which the share `probability` lies.
  ///
  /// Newton's steps, halved back into a bracket that always holds the answer.
  public func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "a probability lies between 0 and 1")
    if probability == 0 { return support.lowerBound }
    if probability == 1 { return support.upperBound }
    var (low, high) = bracket(probability)
    var x = (low + high) / 2
    for _ in 0..<400 {
      let error = cumulative(x) - probability
      if error == 0 { return x }
      if error > 0 { high = x } else { low = x }
      let newton = x - error / density(x)
      let next = newton > low && newton < high ? newton : (low + high) / 2
      if next == x || (next - x).magnitude <= 4e-16 * next.magnitude { return next }
      x = next
    }
    return x
  }

  /// The probability of the central interval's two ends.
  public func central(_ confidence: Double) -> ConfidenceInterval {
    ConfidenceInterval(quantile((1 - confidence) / 2), quantile((1 + confidence) / 2), confidence: confidence)
  }

  private func bracket(_ probability: Double) -> (low: Double, high: Double) {
    var (low, high) = (support.lowerBound, support.upperBound)
    if low == -.infinity {
      low = -1
      while cumulative(low) > probability { low *= 2 }
    }
    if high == .infinity {
      high = max(1, low + 1)
      while cumulative(high) < probability { high *= 2 }
    }
    return (low, high)
  }
}

/// The normal distribution.
public struct Normal: Distribution {
  public let mean: Double
  public let deviation: Double

  public init(mean: Double = 0, deviation: Double = 1) {
    precondition(deviation > 0, "a normal distribution has a spread")
    self.mean = mean
    self.deviation = deviation
  }

  /// Mean 0 and standard deviation 1.
  public static let standard = Normal()

  public var support: ClosedRange<Double> { -.infinity ... .infinity }

  public func cumulative(_ x: Double) -> Double {
    (-(x - mean) / deviation * 0.5.squareRoot()).complementaryError / 2
  }

  public func density(_ x: Double) -> Double {
    let z = (x - mean) / deviation
    return (-z * z / 2).exponential / (deviation * (2 * Double.pi).squareRoot())
  }

  /// How many standard deviations to either side hold the share `confidence`: 1.96 for 0.95.
  public static func deviations(_ confidence: Double) -> Double {
    standard.quantile((1 + confidence) / 2)
  }

  /// The probability of a value as far from 0 as `z`, on either side.
  public static func bothTails(_ z: Double) -> Double {
    (z.magnitude * 0.5.squareRoot()).complementaryError
  }
}

/// The beta distribution: what is known of a share.
public struct Beta: Distribution, Hashable {
  public let alpha: Double
  public let beta: Double

  public init(_ alpha: Double, _ beta: Double) {
    precondition(alpha > 0 && beta > 0, "both parameters of a beta distribution are positive")
    self.alpha = alpha
    self.beta = beta
  }

  public var support: ClosedRange<Double> { 0...1 }
  public var mean: Double { alpha / (alpha + beta) }
  public var deviation: Double { (mean * (1 - mean) / (alpha + beta + 1)).squareRoot() }

  public func cumulative(_ x: Double) -> Double { BetaFunction.lower(alpha, beta, x) }

  public func density(_ x: Double) -> Double {
    guard x > 0, x < 1 else { return 0 }
    let power = (alpha - 1) * x.logarithm + (beta - 1) * (-x).logarithmOfOnePlus
    return (power - BetaFunction.logarithm(alpha, beta)).exponential
  }
}

/// The gamma distribution: what is known of a rate.
public struct GammaDistribution: Distribution, Hashable {
  public let shape: Double
  public let scale: Double

  public init(shape: Double, scale: Double = 1) {
    precondition(shape > 0 && scale > 0, "shape and scale of a gamma distribution are positive")
    self.shape = shape
    self.scale = scale
  }

  /// The chi-squared distribution with that many degrees of freedom.
  public static func chiSquared(_ degrees: Double) -> GammaDistribution {
    GammaDistribution(shape: degrees / 2, scale: 2)
  }

  public var support: ClosedRange<Double> { 0 ... .infinity }

  public func cumulative(_ x: Double) -> Double { GammaFunction.lower(shape, x / scale) }

  /// The probability of a value above `x`, exact where it is small.
  public func above(_ x: Double) -> Double { GammaFunction.upper(shape, x / scale) }

  public func density(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let z = x / scale
    return ((shape - 1) * z.logarithm - z - GammaFunction.logarithm(shape)).exponential / scale
  }
}

/// Student's t distribution.
public struct StudentT: Sendable, Hashable {
  public let degrees: Double

  public init(_ degrees: Double) {
    precondition(degrees > 0, "a t distribution has degrees of freedom")
    self.degrees = degrees
  }

  public func cumulative(_ t: Double) -> Double {
    let tail = bothTails(t) / 2
    return t > 0 ? 1 - tail : tail
  }

  /// The probability of a value as far from 0 as `t`, on either side.
  public func bothTails(_ t: Double) -> Double {
    BetaFunction.lower(degrees / 2, 0.5, degrees / (degrees + t * t))
  }

  public func quantile(_ probability: Double) -> Double {
    guard probability != 0.5 else { return 0 }
    let tail = min(probability, 1 - probability)
    let t = tail < 0.25 ? fromTail(2 * tail) : fromCenter(1 - 2 * tail)
    return probability < 0.5 ? -t : t
  }

  /// The distance beyond which that share of both tails lies.
  private func fromTail(_ share: Double) -> Double {
    let x = Beta(degrees / 2, 0.5).quantile(share)
    return (degrees * (1 - x) / x).squareRoot()
  }

  /// The distance within which that share lies; keeps its digits where the distance is small.
  private func fromCenter(_ share: Double) -> Double {
    let x = Beta(0.5, degrees / 2).quantile(share)
    return (degrees * x / (1 - x)).squareRoot()
  }
}

/// The F distribution of a ratio of two mean squares.
public struct FDistribution: Sendable, Hashable {
  public let upper: Double
  public let lower: Double

  public init(_ upper: Double, _ lower: Double) {
    self.upper = upper
    self.lower = lower
  }

  public func cumulative(_ f: Double) -> Double {
    f > 0 ? BetaFunction.lower(upper / 2, lower / 2, upper * f / (upper * f + lower)) : 0
  }

  public func quantile(_ probability: Double) -> Double {
    let share = Beta(upper / 2, lower / 2).quantile(probability)
    return lower * share / (upper * (1 - share))
  }
}
