/// Chance that repeats itself: the same seed gives the same draws on every machine.
///
/// SplitMix64 (Steele, Lea and Flood 2014).
struct Chance: RandomNumberGenerator {
  private var state: UInt64
  private var spare: Double?

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Between 0 and 1, neither included.
  mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  mutating func exponential(mean: Double) -> Double {
    -mean * log(uniform())
  }

  /// Mean 0, spread 1 (Marsaglia's polar method).
  mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    while true {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let scale = (-2 * log(square) / square).squareRoot()
      spare = y * scale
      return x * scale
    }
  }

  /// How many of `count` happen when each does with a chance; by waiting times between those that do.
  mutating func binomial(_ count: Int, _ chance: Double) -> Int {
    guard chance > 0, count > 0 else { return 0 }
    guard chance < 1 else { return count }
    if chance > 0.5 { return count - binomial(count, 1 - chance) }
    let logMiss = log1p(-chance)
    var (place, happened) = (0, 0)
    while true {
      place += Int(min(log(uniform()) / logMiss, 1e9)) + 1
      if place > count { return happened }
      happened += 1
    }
  }
}
