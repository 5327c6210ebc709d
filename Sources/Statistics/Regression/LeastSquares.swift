/// A straight-line fit of one number by others.
public struct LeastSquares: Sendable, Hashable {
  /// One number a column.
  public let coefficients: [Double]
  /// Standard errors, all observations taken as independent.
  public let errors: [Double]
  /// The standard deviation of what is left over.
  public let deviation: Double
  private let residuals: [Double]
  private let rows: [[Double]]
  private let inverse: [Double]

  /// - Parameter rows: One row an observation; give a column of ones for the level.
  /// - Returns: `nil` when the columns say the same twice or there are too few observations.
  public init?(_ rows: [[Double]], _ values: [Double]) {
    guard let width = rows.first?.count, rows.count > width, rows.count == values.count else { return nil }
    let ones = [Double](repeating: 1, count: rows.count)
    guard let triangle = Cholesky(normalMatrix(rows, ones), size: width) else { return nil }
    let solution = triangle.solve(rightSide(rows, values, ones))
    // One more step on what is left over takes out most of the rounding.
    let left = zip(rows, values).map { $1 - dot($0, solution) }
    let coefficients = zip(solution, triangle.solve(rightSide(rows, left, ones))).map { $0 + $1 }
    let residuals = zip(rows, values).map { $1 - dot($0, coefficients) }
    let variance = residuals.map { $0 * $0 }.sum / Double(rows.count - width)
    let inverse = triangle.inverse
    self.coefficients = coefficients
    errors = (0..<width).map { (variance * inverse[$0 * width + $0]).squareRoot() }
    deviation = variance.squareRoot()
    (self.residuals, self.rows, self.inverse) = (residuals, rows, inverse)
  }

  /// Standard errors when observations of one cluster, say one agent, hang together.
  ///
  /// Liang & Zeger 1986, with the usual correction for few clusters.
  public func errors(clusters: [Int]) -> [Double] {
    precondition(clusters.count == rows.count, "one cluster an observation")
    let width = coefficients.count
    var scores: [Int: [Double]] = [:]
    for (index, row) in rows.enumerated() {
      let before = scores[clusters[index]] ?? [Double](repeating: 0, count: width)
      scores[clusters[index]] = zip(before, row).map { $0 + $1 * residuals[index] }
    }
    let (groups, all) = (Double(scores.count), Double(rows.count))
    let correction = groups / (groups - 1) * (all - 1) / (all - Double(width))
    return (0..<width).map { place in
      let bread = Array(inverse[place * width..<(place + 1) * width])
      return (correction * scores.values.map { dot(bread, $0) * dot(bread, $0) }.sum).squareRoot()
    }
  }

  /// Standard errors of a series in the order of time, when what is left over hangs together for so many steps.
  ///
  /// Newey & West 1987, weights falling in a straight line, with the usual correction for few observations.
  public func errors(lags: Int) -> [Double] {
    let width = coefficients.count
    let scores = zip(rows, residuals).map { row, residual in row.map { $0 * residual } }
    let correction = Double(rows.count) / Double(rows.count - width)
    return (0..<width).map { place in
      let bread = Array(inverse[place * width..<(place + 1) * width])
      let moves = scores.map { dot(bread, $0) }
      let variance = (0...min(lags, rows.count - 1)).map { lag in
        let together = zip(moves.dropFirst(lag), moves).map { $0 * $1 }.sum
        return lag == 0 ? together : 2 * (1 - Double(lag) / Double(lags + 1)) * together
      }
      return (correction * max(0, variance.sum)).squareRoot()
    }
  }
}

/// Difference in differences: what happened to the coached beyond what happened to the others.
public struct DifferenceInDifferences: Sendable, Hashable {
  public let estimate: Double
  public let error: Double

  /// - Parameter clusters: Who each value belongs to; `nil` when every value is someone else's.
  /// - Returns: `nil` when one of the four groups is empty.
  public init?(_ values: [(value: Double, isTreated: Bool, isAfter: Bool)], clusters: [Int]? = nil) {
    let rows = values.map { observation -> [Double] in
      let (treated, after) = (observation.isTreated ? 1.0 : 0, observation.isAfter ? 1.0 : 0)
      return [1, treated, after, treated * after]
    }
    guard let fit = LeastSquares(rows, values.map(\.value)) else { return nil }
    estimate = fit.coefficients[3]
    error = clusters.map { fit.errors(clusters: $0)[3] } ?? fit.errors[3]
  }

  /// The estimate from the four means alone.
  public static func ofMeans(
    treated: (before: Double, after: Double), others: (before: Double, after: Double)
  ) -> Double {
    (treated.after - treated.before) - (others.after - others.before)
  }
}

func dot(_ one: [Double], _ other: [Double]) -> Double {
  zip(one, other).map { $0 * $1 }.sum
}

/// The sums of products of all pairs of columns.
func normalMatrix(_ rows: [[Double]], _ weights: [Double]) -> [Double] {
  let width = rows.first?.count ?? 0
  return (0..<width * width).map { place in
    zip(rows, weights).map { $0[place / width] * $0[place % width] * $1 }.sum
  }
}

/// The sums of products of each column and the values.
func rightSide(_ rows: [[Double]], _ values: [Double], _ weights: [Double]) -> [Double] {
  (rows.first ?? []).indices.map { column in
    zip(rows.indices, rows).map { $1[column] * values[$0] * weights[$0] }.sum
  }
}
