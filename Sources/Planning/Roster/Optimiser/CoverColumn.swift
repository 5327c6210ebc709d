/// A column of the master that is no tour: people missing or too many, and whoever has no tour at all.
struct CoverColumn: Sendable {
  enum Kind: Hashable, Sendable {
    case missing(row: Int)
    case surplus(row: Int)
    /// So many too many on a row, one step of a rising price.
    case step(row: Int, Int)
    case noTour
    /// The sum of all that is missing, so that it can be split on.
    case total
  }

  let kind: Kind
  let cost: Double
  var bounds: ClosedRange<Double> = 0...Double.infinity
  var rows: [Int32]
  var amounts: [Double]

  /// How many of it are cheapest at these duals; none where more would always be cheaper.
  func cheapestCount(_ duals: [Double]) -> Double {
    reducedCost(duals) < 0 && bounds.upperBound.isFinite ? bounds.upperBound : bounds.lowerBound
  }

  private func reducedCost(_ duals: [Double]) -> Double {
    zip(rows, amounts).reduce(cost) { $0 - duals[Int($1.0)] * $1.1 }
  }

  /// What the column adds to a Lagrangian bound at these duals: its reduced cost at the better of its bounds.
  func leastCost(_ duals: [Double]) -> Double {
    let reduced = reducedCost(duals)
    if reduced > 0 { return reduced * bounds.lowerBound }
    return bounds.upperBound.isFinite ? reduced * bounds.upperBound : reduced < -1e-6 ? -.infinity : 0
  }

  /// The columns of a master over `area`, whose rows lie behind those of the people.
  static func all(
    _ problem: TourProblem, _ area: Neighbourhood, _ rows: Neighbourhood.Rows, _ effort: ColumnGeneration.Effort
  ) -> [CoverColumn] {
    let bounds = Branch.bounds(effort.branches)
    let total = Int32(rows.sides.count)
    var columns: [CoverColumn] = []
    for var column in problem.cover.columns {
      let at = column.rows.map { rows.position[Int($0)] }
      if at.contains(-1) { continue }
      column.rows = at.map(Int32.init)
      column.bounds = bounds[column.kind] ?? column.bounds
      if effort.splits, column.cost > 0, case .missing = column.kind {
        column.rows.append(total)
        column.amounts.append(1)
      }
      columns.append(column)
    }
    let dear = 2000 * max(1, problem.cover.columns.map(\.cost).max() ?? 1)
    for person in area.people.indices {
      columns.append(CoverColumn(kind: .noTour, cost: dear, rows: [Int32(person)], amounts: [1]))
    }
    if effort.splits {
      let range = bounds[.total] ?? 0...Double.infinity
      columns.append(CoverColumn(kind: .total, cost: 0, bounds: range, rows: [total], amounts: [-1]))
    }
    return columns
  }
}
