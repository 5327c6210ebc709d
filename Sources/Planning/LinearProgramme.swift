import CCoin
import Synchronization

/// A linear programme, some of whose columns may have to be whole numbers: least cost under lower bounds on rows.
///
/// The only place of the room that speaks to Cbc. Work is bounded by nodes, not by seconds, so that the same programme
/// gives the same answer on any machine.
struct LinearProgramme {
  struct Column {
    var cost: Double
    var upper: Double
    var isWhole: Bool
  }

  struct Row {
    /// Column and factor.
    var terms: [(column: Int, factor: Double)]
    var atLeast: Double
    var atMost: Double = .infinity
  }

  var columns: [Column] = []
  var rows: [Row] = []

  struct Solution {
    let values: [Double]
    let cost: Double
    /// No solution can cost less.
    let lowerBound: Double
  }

  /// - Parameters:
  ///   - gap: Stop when the cost is proven to lie this near its bound.
  ///   - nodes: Stop after so many nodes of the search.
  ///   - start: A solution already known.
  func solved(gap: Double = 0, nodes: Int = 20_000, start: [Double]? = nil) throws(PlanningError) -> Solution {
    try Self.turn.withLock { _ throws(PlanningError) in try solvedAlone(gap: gap, nodes: nodes, start: start) }
  }

  /// Cbc keeps its settings in variables of the whole process: two searches at once would change each other's answers.
  private static let turn = Mutex(())

  private func solvedAlone(gap: Double, nodes: Int, start: [Double]?) throws(PlanningError) -> Solution {
    guard let model = Cbc_newModel() else { throw .solverFailed("no memory for it") }
    defer { Cbc_deleteModel(model) }
    Cbc_setLogLevel(model, 0)
    load(into: model)
    if let start {
      Cbc_setMIPStartI(model, Int32(columns.count), (0..<columns.count).map(Int32.init), start)
    }
    Cbc_setParameter(model, "randomSeed", "1")
    Cbc_setParameter(model, "randomCbcSeed", "1")
    Cbc_setAllowableGap(model, gap)
    Cbc_setMaximumNodes(model, Int32(nodes))
    Cbc_solve(model)
    if Cbc_isProvenInfeasible(model) != 0 { throw .hiringInfeasible("No plan satisfies all of it.") }
    guard let found = Cbc_getColSolution(model) else { throw .solverFailed("no solution within \(nodes) nodes") }
    let values = (0..<columns.count).map { columns[$0].isWhole ? found[$0].rounded() : found[$0] }
    return Solution(
      values: values, cost: zip(values, columns).reduce(0) { $0 + $1.0 * $1.1.cost },
      lowerBound: columns.contains(where: \.isWhole) ? Cbc_getBestPossibleObjValue(model) : Cbc_getObjValue(model))
  }

  /// Hands the matrix over by columns, as the library wants it.
  private func load(into model: UnsafeMutableRawPointer) {
    var entries = [[(row: Int32, factor: Double)]](repeating: [], count: columns.count)
    for (index, row) in rows.enumerated() {
      for term in row.terms { entries[term.column].append((Int32(index), term.factor)) }
    }
    var starts: [Int32] = [0]
    for column in entries { starts.append(starts[starts.count - 1] + Int32(column.count)) }
    let flat = entries.flatMap { $0 }
    Cbc_loadProblem(
      model, Int32(columns.count), Int32(rows.count), starts, flat.map(\.row), flat.map(\.factor),
      columns.map { _ in 0 }, columns.map(\.upper), columns.map(\.cost), rows.map(\.atLeast), rows.map(\.atMost))
    for (index, column) in columns.enumerated() where column.isWhole { Cbc_setInteger(model, Int32(index)) }
  }
}
