/// The number of successes in so many tries.
public struct Binomial: Sendable, Hashable {
  public let tries: Int
  public let probability: Double

  public init(_ tries: Int, _ probability: Double) {
    precondition(tries >= 0 && (0...1).contains(probability), "tries are counted and chances lie between 0 and 1")
    self.tries = tries
    self.probability = probability
  }

  /// The probability of at least so many successes.
  public func atLeast(_ successes: Int) -> Double {
    if successes <= 0 { return 1 }
    if successes > tries { return 0 }
    return BetaFunction.lower(Double(successes), Double(tries - successes + 1), probability)
  }

  /// The probability of exactly so many successes.
  public func exactly(_ successes: Int) -> Double {
    guard (0...tries).contains(successes) else { return 0 }
    if probability == 0 { return successes == 0 ? 1 : 0 }
    if probability == 1 { return successes == tries ? 1 : 0 }
    let (k, n) = (Double(successes), Double(tries))
    let power = k * probability.logarithm + (n - k) * (-probability).logarithmOfOnePlus
    return (logChoose(tries, successes) + power).exponential
  }
}

/// The number of successes in tries that each have a chance of their own, exactly.
///
/// Who will stay, who will accept, who will pass: every person has another chance. The distribution is built by
/// adding one person after the other, which is exact and takes the square of their number.
public struct PoissonBinomial: Sendable, Hashable {
  /// The probability of 0, 1, 2 … successes.
  public let probabilities: [Double]

  public init(_ chances: [Double]) {
    self.init(chances, beside: [1])
  }

  private init(_ chances: [Double], beside others: [Double]) {
    var mass = others
    mass.reserveCapacity(others.count + chances.count)
    for chance in chances {
      precondition((0...1).contains(chance), "a chance lies between 0 and 1")
      mass.append(0)
      for count in stride(from: mass.count - 1, through: 1, by: -1) {
        mass[count] = mass[count] * (1 - chance) + mass[count - 1] * chance
      }
      mass[0] *= 1 - chance
    }
    probabilities = mass
  }

  /// The same tries with more beside them.
  public func adding(_ chances: [Double]) -> PoissonBinomial {
    PoissonBinomial(chances, beside: probabilities)
  }

  public var mean: Double {
    probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  public var variance: Double {
    let mean = mean
    return probabilities.enumerated().reduce(0) { sum, pair in
      let off = Double(pair.offset) - mean
      return sum + off * off * pair.element
    }
  }

  /// The probability of at least so many successes, summed from the small end.
  public func atLeast(_ successes: Int) -> Double {
    successes <= 0 ? 1 : probabilities.dropFirst(successes).reversed().reduce(0, +)
  }

  /// The largest number of successes that is reached with at least that probability.
  public func reached(with confidence: Double) -> Int {
    var above = 0.0
    for count in stride(from: probabilities.count - 1, to: 0, by: -1) {
      above += probabilities[count]
      if above >= confidence { return count }
    }
    return 0
  }

  /// How many more tries keep the risk of more successes than there are places within bounds: overbooking.
  ///
  /// - Parameters:
  ///   - places: Seats of a class.
  ///   - chance: The chance of each further try.
  ///   - risk: How likely more successes than places may be at most.
  /// - Returns: 0 when the risk is too high already; `nil` when a try never succeeds, since then there is no end.
  public func furtherTries(within places: Int, chance: Double, risk: Double) -> Int? {
    guard chance > 0 else { return nil }
    var (tried, crowd) = (0, self)
    while true {
      crowd = crowd.adding([chance])
      if crowd.atLeast(places + 1) > risk { return tried }
      tried += 1
    }
  }
}

/// The logarithm of the number of ways to choose `chosen` out of `all`.
func logChoose(_ all: Int, _ chosen: Int) -> Double {
  let (n, k) = (Double(all), Double(chosen))
  return GammaFunction.logarithm(n + 1) - GammaFunction.logarithm(k + 1) - GammaFunction.logarithm(n - k + 1)
}
