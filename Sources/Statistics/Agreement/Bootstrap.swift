/// Intervals by drawing the cases again, for statistics that have no formula.
public enum Bootstrap {
  /// The central interval of a statistic over samples of the cases.
  ///
  /// - Parameter seed: The same seed gives the same interval.
  /// - Returns: `nil` when the statistic is undefined for more than half of the samples.
  public static func interval<Case>(
    _ cases: [Case], samples: Int = 2_000, seed: UInt64 = 1, _ confidence: Double = 0.95,
    statistic: ([Case]) -> Double?
  ) -> ConfidenceInterval? {
    guard !cases.isEmpty else { return nil }
    var generator = SplitMix(seed: seed)
    let values = (0..<samples).compactMap { _ in
      statistic(cases.map { _ in cases[Int.random(in: cases.indices, using: &generator)] })
    }.sorted()
    guard values.count * 2 > samples else { return nil }
    let place: (Double) -> Double = { share in
      let exact = share * Double(values.count - 1)
      let below = Int(exact)
      let above = min(below + 1, values.count - 1)
      return values[below] + (exact - Double(below)) * (values[above] - values[below])
    }
    return ConfidenceInterval(place((1 - confidence) / 2), place((1 + confidence) / 2), confidence: confidence)
  }
}

/// A small generator with a seed (Steele, Lea & Flood 2014, SplitMix64).
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
