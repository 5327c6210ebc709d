import CCoin

/// A linear programme that grows by columns and remembers its last basis: the only Swift that speaks Clp.
///
/// Owned by one task and never shared. After adding columns the old basis stays feasible, so the primal simplex
/// goes on from it; after fixing columns the dual does.
final class LinearMaster {
  enum Method {
    case primal, dual
  }

  private let model: UnsafeMutableRawPointer
  private(set) var columns = 0
  private let rows: Int
  private(set) var iterations = 0

  /// Rows that must equal these right-hand sides.
  init(equal sides: [Double]) {
    model = Self.newModel()
    rows = sides.count
    Clp_setLogLevel(model, 0)
    Clp_addRows(model, Int32(sides.count), sides, sides, nil, nil, nil)
  }

  private static func newModel() -> UnsafeMutableRawPointer {
    guard let model = Clp_newModel() else { fatalError("Clp has no memory for a model") }
    return model
  }

  deinit { Clp_deleteModel(model) }

  /// Columns waiting to be added, as Clp wants them.
  struct Batch {
    fileprivate var costs: [Double] = []
    fileprivate var lowers: [Double] = []
    fileprivate var uppers: [Double] = []
    fileprivate var starts: [Int32] = [0]
    fileprivate var rows: [Int32] = []
    fileprivate var amounts: [Double] = []

    var isEmpty: Bool { costs.isEmpty }

    mutating func add(cost: Double, bounds: ClosedRange<Double> = 0...1e30, rows: [Int32], amounts: [Double]) {
      costs.append(cost)
      lowers.append(bounds.lowerBound)
      uppers.append(min(bounds.upperBound, 1e30))
      self.rows += rows
      self.amounts += amounts
      starts.append(Int32(self.rows.count))
    }
  }

  func add(_ batch: Batch) {
    guard !batch.isEmpty else { return }
    Clp_addColumns(
      model, Int32(batch.costs.count), batch.lowers, batch.uppers, batch.costs, batch.starts, batch.rows, batch.amounts)
    columns += batch.costs.count
  }

  /// Holds a column within bounds from now on.
  func bound(_ column: Int, _ range: ClosedRange<Double>) {
    Clp_columnLower(model)[column] = range.lowerBound
    Clp_columnUpper(model)[column] = min(range.upperBound, 1e30)
  }

  /// Solves from the last basis; false when there is no solution.
  func solve(_ method: Method) -> Bool {
    switch method {
    case .primal: Clp_primal(model, 0)
    case .dual: Clp_dual(model, 0)
    }
    iterations += Int(Clp_numberIterations(model))
    if method == .dual, Clp_status(model) != 0 {
      // The dual gives up on bases that the primal can mend.
      Clp_primal(model, 0)
      iterations += Int(Clp_numberIterations(model))
    }
    return Clp_status(model) == 0
  }

  var value: Double { Clp_objectiveValue(model) }

  var duals: [Double] { Array(UnsafeBufferPointer(start: Clp_dualRowSolution(model), count: rows)) }

  var values: [Double] { Array(UnsafeBufferPointer(start: Clp_primalColumnSolution(model), count: columns)) }

  var reducedCosts: [Double] { Array(UnsafeBufferPointer(start: Clp_dualColumnSolution(model), count: columns)) }
}
