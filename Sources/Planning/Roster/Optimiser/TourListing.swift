// Every tour that a roster better than the best known could hold, and the choice among them: a proof at one stroke.

extension TourSweep {
  /// Every tour up to a cost; `nil` when there are more than `most`, or where hours are counted week by week.
  ///
  /// Goes back from every end along all steps that keep to the limit, not only the cheapest: the least cost of each
  /// state tells beforehand which do.
  func every(upTo limit: Double, most: Int) -> [[Int16]]? {
    var work = 0
    guard pricer.budgets.count == 1, let budget = pricer.budgets.first, graph.tracked.isEmpty else { return nil }
    guard sweep(&work) else { return [] }
    var list = Listing(duties: Array(repeating: -1, count: days), most: most)
    let evening = (days - 1) * rows
    for row in 0..<rows where scratch.lasts[evening + row] >= budget.least {
      let first = max(budget.least, Int(scratch.firsts[evening + row]))
      for unit in first...max(first, Int(scratch.lasts[evening + row])) {
        let slack = limit - scratch.costs[(evening + row) * width + unit] - budget.prices[unit]
        if slack >= -1e-9 { follow(row * width + unit, day: days - 1, slack, &list) }
      }
    }
    return list.found.count > most ? nil : list.found
  }

  /// Tours found so far, and the days behind the one that is looked at.
  private struct Listing {
    var duties: [Int16]
    var found: [[Int16]] = []
    let most: Int
  }

  /// Lists the tours that reach `at` on the evening of `day` and cost no more than `slack` above the cheapest.
  private func follow(_ at: Int, day: Int, _ slack: Double, _ list: inout Listing) {
    if list.found.count > list.most { return }
    let value = scratch.costs[day * rows * width + at]
    if day == 0 { return begin(at, slack + value, &list) }
    let (here, unit) = at.quotientAndRemainder(dividingBy: width)
    let counter = here % counters
    for step in graph.stepsInto[here / counters] {
      var source = counter
      var worked = 0
      var extra = 0.0
      if step.group >= 0 {
        worked = graph.units[step.group]
        let begins = beginsWeekend(day, from: step.from)
        if begins { extra = pricer.limits.weekendPrice }
        if counts(begins) { source -= 1 }
        if source < 0 || worked > unit { continue }
      }
      let from = row(step.from, 0, source)
      let before = (day - 1) * rows + from
      guard unit - worked >= Int(scratch.firsts[before]), unit - worked <= Int(scratch.lasts[before]) else { continue }
      let origin = from * width + unit - worked
      let left = slack + value - scratch.costs[(day - 1) * rows * width + origin] - extra
      for (duty, price) in options(step.group, day) where price <= left + 1e-9 {
        list.duties[day] = duty
        follow(origin, day: day - 1, left - price, &list)
      }
    }
  }

  /// The first day: off, or one of the duties that lead to `at`.
  private func begin(_ at: Int, _ limit: Double, _ list: inout Listing) {
    let (here, unit) = at.quotientAndRemainder(dividingBy: width)
    if unit == 0, here == row(graph.firstOff, 0, firstCounter) {
      list.duties[0] = -1
      list.found.append(list.duties)
    }
    let begins = beginsWeekend(0, from: graph.firstOff)
    let counter =
      pricer.limits.mostShifts != nil ? pricer.limits.shiftsBefore + 1 : begins && pricer.countsWeekends ? 1 : 0
    let extra = begins ? pricer.limits.weekendPrice : 0
    for group in graph.groups.indices where graph.firstWorked[group] >= 0 && graph.units[group] == unit {
      guard here == row(graph.firstWorked[group], 0, counter) else { continue }
      for (duty, price) in options(group, 0) where price + extra <= limit + 1e-9 {
        list.duties[0] = duty
        list.found.append(list.duties)
      }
    }
  }

  /// The duties of a group with their prices on a day; for a day off the one that is none.
  private func options(_ group: Int, _ day: Int) -> [(duty: Int16, price: Double)] {
    if group < 0 { return [(-1, 0)] }
    if pricer.limits.daysOff.contains(day) { return [] }
    let count = pricer.problem.duties.count
    return graph.groups[group].map { (Int16($0), prices[day * count + $0]) }.filter { $0.price < .infinity }
  }
}

/// Chooses among all tours that could still be better than the best roster known.
struct TourListing {
  let problem: TourProblem
  /// The prices at which the bound is proven: the people's rows, then the cover's.
  let duals: [Double]
  let bound: Double

  /// Tours of all people together that are worth handing to the integer programme.
  private static let mostTours = 12_000

  /// The best roster below `objective`, or the proof that there is none; `nil` when too many tours are in question.
  func close(
    _ tours: [TourColumn], objective: Double, pricers: [TourPricer]
  ) -> (bound: Double, tours: [TourColumn]?)? {
    let isIntegral = problem.isIntegral
    let room = objective - bound - (isIntegral ? 1 : 0)
    let area = Neighbourhood(people: Array(problem.people.indices), days: 0..<problem.days, tours: tours)
    let rows = area.rows(problem)
    guard let columns = list(rows, room: room, pricers) else { return nil }
    let cover = CoverColumn.all(problem, area, rows, ColumnGeneration.Effort()).filter { $0.kind != .noTour }
    var programme = LinearProgramme()
    programme.rows = rows.sides.map { LinearProgramme.Row(terms: [], atLeast: $0, atMost: $0) }
    for tour in columns {
      programme.add(cost: tour.cost, upper: 1, isWhole: true, [(tour.person, 1)])
      for (row, amount) in zip(tour.rows, tour.amounts) where rows.position[Int(row)] >= 0 {
        programme.rows[rows.position[Int(row)]].terms.append((programme.columns.count - 1, amount))
      }
    }
    for column in cover {
      programme.add(
        cost: column.cost, upper: column.bounds.upperBound, isWhole: false,
        zip(column.rows, column.amounts).map { (Int($0), $1) })
    }
    let solution: LinearProgramme.Solution
    do {
      solution = try programme.solved(gap: isIntegral ? 0.999 : 1e-6 * abs(objective), nodes: 4_000)
    } catch .hiringInfeasible {
      // Somebody is left without a tour: nothing undercuts the best known.
      return (objective, nil)
    } catch {
      return nil
    }
    let chosen = columns.indices.filter { solution.values[$0] > 0.5 }.map { columns[$0] }
    let proven = min(objective, roundedUp(solution.lowerBound + rows.constant, isIntegral))
    return (proven, chosen.count == problem.people.count ? chosen : nil)
  }

  /// Every tour that costs no more above its person's cheapest than the bound leaves room for.
  private func list(_ rows: Neighbourhood.Rows, room: Double, _ pricers: [TourPricer]) -> [TourColumn]? {
    let scratch = TourScratch()
    let free = [Bool](repeating: false, count: problem.days)
    let full = rows.position.map { $0 < 0 ? 0 : duals[$0] }
    var columns: [TourColumn] = []
    for person in problem.people.indices {
      let menu = problem.cover.menu(kind: problem.cover.kind(of: person), duals: full, days: 0..<problem.days)
      guard menu.ways.isEmpty else { return nil }
      let prices = zip(problem.people[person].prices, menu.values).map { $0 + $1 }
      var pricer = pricers[person]
      guard let least = pricer.cheapest(prices, mustWork: free, want: 1, scratch: scratch).first?.cost,
        let tours = pricer.every(
          prices, upTo: least + room, most: 4 * Self.mostTours - columns.count, scratch: scratch)
      else { return nil }
      columns += tours.map {
        TourColumn(person: person, duties: $0, ways: $0.map { _ in .only }, in: problem)
      }
      if columns.count > Self.mostTours { return nil }
    }
    return columns
  }
}

extension LinearProgramme {
  /// Adds a column with its entries by row.
  fileprivate mutating func add(cost: Double, upper: Double, isWhole: Bool, _ entries: [(row: Int, factor: Double)]) {
    columns.append(Column(cost: cost, upper: upper, isWhole: isWhole))
    for entry in entries { rows[entry.row].terms.append((columns.count - 1, entry.factor)) }
  }
}
