/// Measurements in groups of the same size: how much lies between the groups and how much within.
public struct OneWay: Sendable, Hashable {
  /// The mean of each group.
  public let means: [Double]
  /// How many measurements a group has.
  public let size: Int
  public let mean: Double
  public let meanSquareBetween: Double
  public let meanSquareWithin: Double

  /// - Returns: `nil` unless there are two groups or more, all of one size of at least two.
  public init?(_ groups: [[Double]]) {
    guard groups.count > 1, let size = groups.first?.count, size > 1, groups.allSatisfy({ $0.count == size }) else {
      return nil
    }
    self.size = size
    let means = groups.map(\.mean)
    let mean = means.mean
    let within = zip(groups, means).map { group, center in group.map { ($0 - center) * ($0 - center) }.sum }.sum
    (self.means, self.mean) = (means, mean)
    meanSquareWithin = within / Double(groups.count * (size - 1))
    meanSquareBetween = Double(size) * means.variance
  }

  /// The variance between groups, never below 0.
  public var varianceBetween: Double { max(0, (meanSquareBetween - meanSquareWithin) / Double(size)) }

  /// The likeliest variance between groups, never below 0; smaller, since it forgets that the mean is estimated.
  public var likeliestVarianceBetween: Double {
    let share = 1 - 1 / Double(means.count)
    return max(0, (share * meanSquareBetween - meanSquareWithin) / Double(size))
  }

  /// The variance within groups; with no variance between them, all measurements are one group.
  public var varianceWithin: Double {
    guard varianceBetween == 0 else { return meanSquareWithin }
    let (groups, all) = (Double(means.count), Double(means.count * size))
    return (meanSquareBetween * (groups - 1) + meanSquareWithin * (all - groups)) / (all - 1)
  }

  /// The standard error of the mean.
  public var error: Double {
    ((varianceWithin + Double(size) * varianceBetween) / Double(means.count * size)).squareRoot()
  }

  /// How far each group really lies from the mean, as far as the numbers can be trusted (best linear prediction).
  public var effects: [Double] {
    let trust = varianceBetween / (varianceBetween + varianceWithin / Double(size))
    return means.map { trust * ($0 - mean) }
  }
}

/// James and Stein's estimate of many means at once, with the positive part taken (Efron & Morris 1975).
public struct JamesStein: Sendable, Hashable {
  public let mean: Double
  /// How much of the distance from the mean is kept, between 0 and 1.
  public let kept: Double

  /// - Parameter variance: The known variance of each value.
  /// - Returns: `nil` with fewer than four values, where it is no better than the values themselves.
  public init?(_ values: [Double], variance: Double) {
    guard values.count > 3 else { return nil }
    let mean = values.mean
    let squares = values.map { ($0 - mean) * ($0 - mean) }.sum
    self.mean = mean
    kept = max(0, 1 - Double(values.count - 3) * variance / squares)
  }

  public func shrunk(_ value: Double) -> Double { mean + kept * (value - mean) }

  /// A share on the scale on which its variance is the same everywhere, 1 after `trials`.
  public static func stabilized(_ rate: Double, trials: Int) -> Double {
    Double(trials).squareRoot() * (2 * rate - 1).arcsine
  }

  /// The share again.
  public static func rate(_ stabilized: Double, trials: Int) -> Double {
    ((stabilized / Double(trials).squareRoot()).sine + 1) / 2
  }
}
