// Prices near the best before any linear programme is solved.

/// Moves the prices of rows along averaged shortages, one pass over the people a step.
///
/// Where rows are many, the first linear programmes say little and cost most of the time. The tours that are cheapest
/// on the way contain, as an average, nearly what the relaxation would choose. The volume algorithm of F. Barahona and
/// R. Anbil, "The volume algorithm: producing primal solutions with a subgradient method", Mathematical Programming 87
/// (2000).
struct PriceAscent {
  /// What the prices of rows say when everybody works the tour that is cheapest at them.
  struct Look {
    let prices: [Double]
    /// No roster costs less.
    var bound: Double
    /// What each row still lacks.
    var shortage: [Double]
    /// Everybody's cheapest tour and what it costs.
    var tours: [TourColumn] = []
    var costs: [Double] = []
  }

  private(set) var best: Look
  /// The tours of the last steps.
  private(set) var recent: [[TourColumn]] = []
  private let limits: [ClosedRange<Double>]
  private let target: Double
  private var shortage: [Double]
  private var stride = 0.5
  private var failures = 0

  private static let memory = 40
  private static let share = 0.1

  /// - Parameters:
  ///   - limits: What each row's price can be.
  ///   - target: What a roster is known to cost.
  init(from look: Look, limits: [ClosedRange<Double>], target: Double) {
    best = look
    shortage = look.shortage
    self.limits = limits
    self.target = target
  }

  /// The prices to look at next; `nil` when nothing is short on average.
  var next: [Double]? {
    let length = shortage.reduce(0) { $0 + $1 * $1 }
    guard length > 1e-9 else { return nil }
    let isNear = best.bound > target - 0.05 * abs(target)
    let step = stride * (isNear ? 0.05 * abs(best.bound) : target - best.bound) / length
    return limits.indices.map { row in
      min(max(best.prices[row] + step * shortage[row], limits[row].lowerBound), limits[row].upperBound)
    }
  }

  /// Takes over what the prices said: long steps while the bound rises the same way, shorter ones when it does not.
  mutating func take(_ look: Look) {
    let agrees = zip(shortage, look.shortage).reduce(0) { $0 + $1.0 * $1.1 } > 0
    for row in shortage.indices { shortage[row] += Self.share * (look.shortage[row] - shortage[row]) }
    recent = recent.suffix(Self.memory - 1) + [look.tours]
    if look.bound > best.bound {
      best = look
      failures = 0
      if agrees { stride = min(2, stride * 1.1) }
    } else {
      failures += 1
      if failures == 10 { (stride, failures) = (stride * 0.66, 0) }
    }
  }
}

extension ColumnGeneration {
  /// Begins the relaxation from the prices and tours of an ascent; does nothing where the cover ties rows together.
  mutating func ascend(_ isLate: () -> Bool) {
    guard let limits = priceLimits(), let first = look(at: limits.map { min(max(0, $0.lowerBound), $0.upperBound) })
    else { return }
    var ascent = PriceAscent(from: first, limits: limits, target: problem.cost(of: area.tours))
    for _ in 0..<80 where !isLate() {
      guard let prices = ascent.next, let look = look(at: prices) else { break }
      ascent.take(look)
    }
    begin(at: ascent.best, with: ascent.recent.flatMap(\.self))
  }

  /// Prices everybody; `nil` when somebody has no tour.
  private mutating func look(at prices: [Double]) -> PriceAscent.Look? {
    let people = area.people.count
    let asked = [Double](repeating: 0, count: people) + prices
    var look = PriceAscent.Look(
      prices: prices, bound: rows.constant, shortage: Array(rows.sides.dropFirst(people)))
    for (price, side) in zip(prices, look.shortage) { look.bound += price * side }
    for column in fixedColumns where column.rows.allSatisfy({ $0 >= people }) {
      look.bound += column.leastCost(asked)
      let count = column.cheapestCount(asked)
      for (row, amount) in zip(column.rows, column.amounts) { look.shortage[Int(row) - people] -= amount * count }
    }
    for (person, found) in cheapest(Array(area.people.indices), asked, want: 1) {
      guard let (cost, tour) = found.first else { return nil }
      look.costs.append(cost + problem.people[area.people[person]].constant)
      look.tours.append(tour)
      for (row, amount) in zip(tour.rows, tour.amounts) where rows.position[Int(row)] >= 0 {
        look.shortage[rows.position[Int(row)] - people] -= amount
      }
    }
    look.bound += look.costs.reduce(0, +)
    return look
  }

  /// What each row's price is at most and at least in the relaxation's solution; `nil` where a column of the cover
  /// ties rows together.
  private func priceLimits() -> [ClosedRange<Double>]? {
    let people = area.people.count
    var limits = [ClosedRange<Double>](repeating: -1e9...1e9, count: rows.sides.count - people)
    for column in fixedColumns where column.rows.contains(where: { $0 >= people }) {
      guard column.rows.count == 1 else { return nil }
      if column.bounds.upperBound.isFinite { continue }
      let (row, price) = (Int(column.rows[0]) - people, column.cost / column.amounts[0])
      limits[row] = limits[row].clamped(to: column.amounts[0] > 0 ? -.infinity...price : price ... .infinity)
    }
    return limits
  }
}
