// The hiring plan as a mixed-integer programme: starters by week and contract are whole numbers, shortage by week is
// what is left. Solved by Cbc from the preview's plan, so the answer is never worse than the preview.

extension HiringPlan {
  /// The cheapest plan, proven to lie within `gap` of the best there is wherever the search came to an end.
  ///
  /// - Throws: ``PlanningError/solverFailed(_:)``.
  public static func cheapest(_ hiring: HiringCase, gap: Double = 0.0003) throws(PlanningError) -> HiringPlan {
    let preview = HiringLedger.improved(hiring)
    let programme = LinearProgramme(hiring: preview)
    let solution = try programme.solved(
      gap: gap * preview.cost, nodes: 4000, start: programme.values(of: preview))
    let weeks = hiring.weeks
    let permanent = solution.values[0..<weeks].map { Int($0) }
    let seasonal = solution.values[weeks..<2 * weeks].map { Int($0) }
    let found = HiringLedger(hiring, permanent: permanent, seasonal: seasonal)
    let best = found.cost <= preview.cost ? found : preview
    let bound = solution.lowerBound + HiringLedger(hiring).fixedCost
    return HiringPlan.of(
      permanent: best.permanent, seasonal: best.seasonal, in: hiring, lowerBound: min(bound, best.cost))
  }
}

extension LinearProgramme {
  /// Columns: permanent starters by week, seasonal starters by week, shortage by week, relief by week and kind.
  init(hiring ledger: HiringLedger) {
    let hiring = ledger.hiring
    let weeks = hiring.weeks
    for contract in [HiringLedger.Contract.permanent, .seasonal] {
      for week in 0..<weeks {
        let isAllowed = week >= hiring.leadWeeks && week <= ledger.lastWeek(contract)
        columns.append(
          Column(
            cost: ledger.price(contract, week), upper: isAllowed ? Double(hiring.classCap) : 0, isWhole: true))
      }
    }
    columns += (0..<weeks).map { _ in Column(cost: hiring.costs.shortage, upper: .infinity, isWhole: false) }
    for week in 0..<weeks {
      columns += ledger.relief[week].map { Column(cost: $0.price, upper: $0.most, isWhole: false) }
    }
    addCover(ledger)
    addRooms(hiring)
    addBudget(ledger)
  }

  /// Hiring, pay and relief stay within the budget.
  private mutating func addBudget(_ ledger: HiringLedger) {
    guard let budget = ledger.hiring.budget else { return }
    let weeks = ledger.hiring.weeks
    let spending = columns.indices.filter { !(2 * weeks..<3 * weeks).contains($0) && columns[$0].cost > 0 }
    rows.append(
      Row(
        terms: spending.map { ($0, columns[$0].cost) }, atLeast: 0, atMost: max(0, budget - ledger.fixedCost)))
  }

  /// Every week's deficit is met by starters or counted as shortage.
  private mutating func addCover(_ ledger: HiringLedger) {
    let weeks = ledger.hiring.weeks
    let seasonalEnd = ledger.lastWeek(.seasonal)
    for week in 0..<weeks where ledger.deficit[week] > 0 {
      let first = 3 * weeks + ledger.relief[..<week].reduce(0) { $0 + $1.count }
      var row = Row(terms: [(2 * weeks + week, 1)], atLeast: ledger.deficit[week])
      row.terms += ledger.relief[week].indices.map { (first + $0, 1) }
      for start in 0...week where ledger.curve.productive[week - start] != 0 {
        row.terms.append((start, ledger.curve.productive[week - start]))
        if week <= seasonalEnd { row.terms.append((weeks + start, ledger.curve.productive[week - start])) }
      }
      rows.append(row)
    }
  }

  /// A class is not larger than its cap, and all in training find a chair.
  private mutating func addRooms(_ hiring: HiringCase) {
    let weeks = hiring.weeks
    let span = max(1, hiring.training.weeks)
    for week in hiring.leadWeeks..<max(weeks, hiring.leadWeeks) {
      rows.append(Row(terms: [(week, 1), (weeks + week, 1)], atLeast: 0, atMost: Double(hiring.classCap)))
      guard let seats = hiring.seats else { continue }
      let sitting = (max(0, week - span + 1)...week).flatMap { [($0, 1.0), (weeks + $0, 1.0)] }
      rows.append(Row(terms: sitting, atLeast: 0, atMost: Double(seats)))
    }
  }

  func values(of ledger: HiringLedger) -> [Double] {
    let use = ledger.reliefUse()
    let weeks = 0..<ledger.hiring.weeks
    return ledger.permanent.map(Double.init) + ledger.seasonal.map(Double.init)
      + weeks.map { ledger.gap($0) - use.total($0) }
      + weeks.flatMap { week in ledger.relief[week].map { use.agents[week][$0.kind] ?? 0 } }
  }
}
