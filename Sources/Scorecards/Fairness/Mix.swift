internal import Statistics

/// Takes the mix out of a number: what it would be if everyone had the same share of each queue.
///
/// Directly where every stratum of the common mix has five cases, else indirectly: what happened against what the
/// rates of all would lead one to expect.
struct Mix {
  /// A number without its mix, and how that was done.
  struct Adjusted: Equatable {
    let value: Double
    let how: String
  }

  private let shape: Definition.Shape
  private let strata: [String]
  private let all: [Sums]

  /// - Parameter tallies: Of everybody; `nil` when there is one stratum only, and so no mix.
  init?(_ tallies: [Tally], _ shape: Definition.Shape) {
    let parts = Dictionary(grouping: tallies.filter { $0.n > 0 }, by: \.stratum)
    guard parts.count > 1, shape != .rate, shape != .ratio else { return nil }
    self.shape = shape
    strata = parts.keys.sorted()
    all = strata.map { Sums(parts[$0] ?? []) }
  }

  func adjusted(_ own: [Tally]) -> Adjusted? {
    let parts = strata.map { stratum in Sums(own.filter { $0.stratum == stratum }) }
    let total = Sums(own)
    guard let crude = total.value, let overall = Sums.pooled(all) else { return nil }
    if parts.allSatisfy({ $0.n >= 5 }) {
      let standard = Standardization(standard: all.map { Double($0.n) })
      let strata = parts.map { Stratum(events: $0.numerator, exposure: Double($0.n)) }
      return standard.direct(strata).map { Adjusted(value: $0, how: "direct") }
    }
    let expected = zip(parts, all).reduce(0) { $0 + Double($1.0.n) * ($1.1.value ?? overall) } / Double(total.n)
    guard expected > 0 else { return nil }
    // Logarithms of times add where shares multiply.
    let value = shape == .time ? overall + crude - expected : crude / expected * overall
    return Adjusted(value: shape == .share ? min(1, value) : value, how: "indirect")
  }
}

extension Sums {
  /// The value of all together.
  static func pooled(_ all: some Sequence<Sums>) -> Double? {
    let (top, bottom) = all.reduce(into: (0.0, 0.0)) { $0 = ($0.0 + $1.numerator, $0.1 + $1.denominator) }
    return bottom > 0 ? top / bottom : nil
  }
}
