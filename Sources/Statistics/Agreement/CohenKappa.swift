/// How far two raters agree beyond chance (Cohen 1960, 1968).
public struct CohenKappa: Sendable, Hashable {
  /// The share of cases on which they agree, or the weighted disagreement there is.
  public let observed: Double
  /// The same if both had rated by chance.
  public let expected: Double
  /// 1 is full agreement, 0 as good as chance; `nil` when chance alone would agree fully.
  public let value: Double?
  /// The standard error, for unweighted kappa (Fleiss, Cohen & Everitt 1969).
  public let error: Double?
  /// The standard error if there were no agreement beyond chance.
  public let errorUnderChance: Double?

  /// - Parameter counts: Row `i`, column `j`: cases that the first rater put into `i` and the second into `j`.
  public init(_ counts: [[Double]]) {
    let table = AgreementTable(counts)
    let agreed = table.cells.indices.map { table.cells[$0][$0] }.sum
    let chance = zip(table.rows, table.columns).map { $0 * $1 }.sum
    (observed, expected) = (agreed, chance)
    guard chance < 1 else {
      (value, error, errorUnderChance) = (nil, nil, nil)
      return
    }
    let kappa = (agreed - chance) / (1 - chance)
    value = kappa
    error = table.error(kappa, chance)
    errorUnderChance = table.errorUnderChance(chance)
  }

  /// Weighted kappa: some disagreements are worse than others.
  ///
  /// - Parameter disagreement: 0 for the same category, more the worse.
  public init(_ counts: [[Double]], disagreement: [[Double]]) {
    let table = AgreementTable(counts)
    let places = table.cells.indices.flatMap { row in table.cells.indices.map { (row, $0) } }
    observed = places.map { disagreement[$0.0][$0.1] * table.cells[$0.0][$0.1] }.sum
    expected = places.map { disagreement[$0.0][$0.1] * table.rows[$0.0] * table.columns[$0.1] }.sum
    value = expected > 0 ? 1 - observed / expected : nil
    (error, errorUnderChance) = (nil, nil)
  }
}

/// The shares of a square table of two raters.
private struct AgreementTable {
  let cells: [[Double]]
  let rows: [Double]
  let columns: [Double]
  let total: Double

  init(_ counts: [[Double]]) {
    precondition(counts.allSatisfy { $0.count == counts.count }, "both raters use the same categories")
    let total = counts.map(\.sum).sum
    let cells = counts.map { $0.map { $0 / total } }
    (self.cells, self.total) = (cells, total)
    rows = cells.map(\.sum)
    columns = cells.indices.map { column in cells.map { $0[column] }.sum }
  }

  func error(_ kappa: Double, _ chance: Double) -> Double {
    var (same, apart) = (0.0, 0.0)
    for i in cells.indices {
      let margin = 1 - (rows[i] + columns[i]) * (1 - kappa)
      same += cells[i][i] * margin * margin
      for j in cells.indices where j != i {
        let margins = columns[i] + rows[j]
        apart += cells[i][j] * margins * margins
      }
    }
    let rest = kappa - chance * (1 - kappa)
    let variance = same + (1 - kappa) * (1 - kappa) * apart - rest * rest
    return (max(0, variance) / total).squareRoot() / (1 - chance)
  }

  func errorUnderChance(_ chance: Double) -> Double {
    let cross = zip(rows, columns).map { $0 * $1 * ($0 + $1) }.sum
    return (max(0, chance + chance * chance - cross) / total).squareRoot() / (1 - chance)
  }
}
