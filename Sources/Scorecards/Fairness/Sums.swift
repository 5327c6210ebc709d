internal import Statistics

/// A person's tallies of one metric put together, on the scale the shape works on: logarithms for times.
struct Sums: Equatable {
  var n = 0
  var numerator = 0.0
  var denominator = 0.0
  var squares = 0.0
  var crosses = 0.0
  var exposures = 0.0
  var asked: Int?
  var leftOut = 0

  init(_ tallies: some Sequence<Tally>) {
    for tally in tallies {
      n += tally.n
      numerator += tally.numerator
      denominator += tally.denominator
      squares += tally.squares
      crosses += tally.crosses
      exposures += tally.exposures
      asked = tally.asked.map { $0 + (asked ?? 0) } ?? asked
      leftOut += tally.leftOut
    }
  }

  /// Numerator over denominator; `nil` without data, which is not 0.
  var value: Double? { n > 0 && denominator > 0 ? numerator / denominator : nil }

  /// So many out of so many, for shares.
  var share: Proportion { Proportion(Int(numerator.rounded()), of: n) }

  /// The squares left around the own mean or, day by day, around the own ratio.
  func residual(_ shape: Definition.Shape) -> Double {
    guard let value else { return 0 }
    let left =
      switch shape {
      case .rate, .ratio: squares - 2 * value * crosses + value * value * exposures
      case .share, .mean, .time: squares - numerator * value
      }
    return max(0, left)
  }

  /// The error of the value when one measurement is off by so much variance.
  func error(_ shape: Definition.Shape, variance: Double) -> Double? {
    guard n > 0, denominator > 0, variance > 0 else { return nil }
    return switch shape {
    case .rate, .ratio: (variance * Double(n)).squareRoot() / denominator
    case .share, .mean, .time: (variance / Double(n)).squareRoot()
    }
  }
}
