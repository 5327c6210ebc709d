/// A column of the master that is no tour: people missing or too many, and whoever has no tour at all.
struct CoverColumn: Sendable {
  enum Kind: Hashable, Sendable {
    case missing(line: Int)
    case surplus(line: Int)
    case noTour
    /// The sum of all that is missing, so that it can be split on.
    case total
  }

  let kind: Kind
  let cost: Double
  let bounds: ClosedRange<Double>
  let rows: [Int32]
  let amounts: [Double]

  /// What the column adds to a Lagrangian bound at these duals: its reduced cost at the better of its bounds.
  func leastCost(_ duals: [Double]) -> Double {
    var reduced = cost
    for (row, amount) in zip(rows, amounts) { reduced -= duals[Int(row)] * amount }
    if reduced > 0 { return reduced * bounds.lowerBound }
    return bounds.upperBound.isFinite ? reduced * bounds.upperBound : reduced < -1e-6 ? -.infinity : 0
  }

  static func all(
    _ problem: TourProblem, _ area: Neighbourhood, _ rows: Neighbourhood.Rows, _ effort: ColumnGeneration.Effort
  ) -> [CoverColumn] {
    var bounds: [Kind: ClosedRange<Double>] = [:]
    for branch in effort.branches {
      let (kind, range): (Kind, ClosedRange<Double>)
      switch branch {
      case .totalMissing(let within): (kind, range) = (.total, within)
      case .missing(let line, let within): (kind, range) = (.missing(line: line), within)
      case .surplus(let line, let within): (kind, range) = (.surplus(line: line), within)
      default: continue
      }
      let old = bounds[kind] ?? 0...Double.infinity
      // Two decisions on one column: the branch is empty when they exclude each other.
      let lower = max(old.lowerBound, range.lowerBound)
      bounds[kind] = lower...max(lower, min(old.upperBound, range.upperBound))
    }
    let total = Int32(rows.sides.count)
    let free = 0...Double.infinity
    var columns: [CoverColumn] = []
    let add = { (kind: Kind, cost: Double, at: [Int32], amounts: [Double]) in
      columns.append(CoverColumn(kind: kind, cost: cost, bounds: bounds[kind] ?? free, rows: at, amounts: amounts))
    }
    for (line, row) in rows.position.enumerated() where row >= 0 {
      let goal = problem.cover[line]
      let counted = effort.splits && goal.missing > 0
      add(.missing(line: line), goal.missing, counted ? [Int32(row), total] : [Int32(row)], counted ? [1, 1] : [1])
      add(.surplus(line: line), goal.surplus, [Int32(row)], [-1])
    }
    let dear = 2000 * (problem.cover.map(\.missing).max() ?? 1)
    for person in area.people.indices { add(.noTour, dear, [Int32(person)], [1]) }
    if effort.splits { add(.total, 0, [total], [-1]) }
    return columns
  }
}
