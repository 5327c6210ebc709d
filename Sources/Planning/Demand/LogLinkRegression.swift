// The day total is expected as exp(x · b): effects multiply, as planners speak of them ("Mondays a fifth more, Black
// Friday threefold"), and no forecast is negative. Fitted by penalised, iteratively reweighted least squares with the
// weights of a count that strays more than Poisson: mu / (1 + 0.15 mu), mu relative to a usual day, so that a day
// counts about the same at every level of volume. Recent days count more.

/// Effects of a day's features on its volume, learnt by penalised regression with a logarithmic link.
struct LogLinkRegression {
  private let features: DayFeatures
  private(set) var coefficients: [Double]
  /// A usual day's volume, to which the coefficients are relative.
  private let usual: Double

  /// - Parameters:
  ///   - volumes: Day totals; not a number where unknown.
  ///   - weights: How much each day counts.
  init(_ features: DayFeatures, first: Day, volumes: [Double], weights: [Double]) {
    self.features = features
    var rows: [(entries: [DayFeatures.Entry], volume: Double, weight: Double)] = []
    var (sum, total) = (0.0, 0.0)
    for (index, volume) in volumes.enumerated() where !volume.isNaN {
      rows.append((features.entries(first + index), volume, weights[index]))
      sum += weights[index] * volume
      total += weights[index]
    }
    let usual = sum / max(total, 1e-9) + 1e-9
    self.usual = usual
    coefficients = features.priors
    for _ in 0..<30 {
      var system = SymmetricSystem(size: features.count)
      for column in 0..<features.count {
        system.matrix[column * features.count + column] = features.penalties[column]
        system.right[column] = features.penalties[column] * features.priors[column]
      }
      for row in rows {
        let exponent = row.entries.reduce(0) { $0 + $1.value * coefficients[$1.column] }
        let clipped = min(12, max(-12, exponent))
        let mean = exp(clipped)
        let weight = row.weight * 30 * mean / (1 + 0.15 * mean)
        let target = clipped + (row.volume / usual - mean) / mean
        system.add(row.entries, weight: weight, target: target)
      }
      let next = system.solved()
      let change = zip(next, coefficients).reduce(0) { max($0, abs($1.0 - $1.1)) }
      coefficients = next
      if change < 1e-8 { break }
    }
  }

  func mean(_ day: Day) -> Double {
    let exponent = features.entries(day).reduce(0) { $0 + $1.value * coefficients[$1.column] }
    return usual * exp(min(12, max(-12, exponent)))
  }

  /// The multiple of an ordinary day that all events of a day bring together.
  func effect(on day: Day) -> Double {
    let first = features.firstEventColumn
    return exp(features.entries(day).reduce(0) { $1.column < first ? $0 : $0 + $1.value * coefficients[$1.column] })
  }

  /// The multiple of an ordinary day that a kind of event brings.
  func effect(of kind: String) -> Double? {
    features.eventColumns[kind].map { exp(coefficients[$0]) }
  }
}

extension SymmetricSystem {
  /// Adds one observation's normal equations; only the lower triangle is kept.
  fileprivate mutating func add(_ entries: [DayFeatures.Entry], weight: Double, target: Double) {
    for left in entries {
      right[left.column] += weight * left.value * target
      for other in entries where other.column <= left.column {
        matrix[left.column * size + other.column] += weight * left.value * other.value
      }
    }
  }
}
