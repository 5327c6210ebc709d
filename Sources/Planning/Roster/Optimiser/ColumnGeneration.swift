/// Solves a neighbourhood: the linear relaxation over all tours by column generation, then a roster by diving.
///
/// The master holds one row a person (one tour each) and one a day and duty (cover, with what is missing and what
/// is too much as columns of their own). Tours are priced at duals smoothed towards those of the best bound. Each
/// round of pricing gives a Lagrangian bound, so that the work can stop at any time with what is proven.
struct ColumnGeneration {
  struct Effort: Sendable {
    /// Tours added per person and round, and most rounds at the root.
    var tours = 3
    var rounds = 1000
    /// Dives at most; more than one are followed by one tour by tour.
    var dives = 1
    /// Dives decide day by day instead of tour by tour: slower and nearer to the relaxation.
    var isFine = false
    /// Which of the days that are about as clear are decided first.
    var seed: UInt64 = 1
    var smoothing = 0.0
    /// Begins with prices that need no linear programme.
    var ascends = false
    /// Work to spend at most, as counted in an outcome.
    var work = Int.max
    /// Rosters that cost this much or more are of no interest.
    var cutoff = Double.infinity
    /// Decisions that hold, and whether the next one is asked for.
    var branches: [Branch] = []
    var splits = false
  }

  struct Outcome: Sendable {
    /// The new tours of the neighbourhood's people, when a roster was found.
    var tours: [TourColumn]?
    /// No roster of the neighbourhood costs less.
    var bound: Double
    /// The prices at which the bound is proven: the people's rows, then the cover's.
    var duals: [Double] = []
    /// Tours that were priced out, for the pool.
    var found: [TourColumn] = []
    var work = 0
    var rounds = 0
    /// The relaxation was solved to its end, and how to split it further if it is not a roster.
    var isComplete = false
    var split: Split?
  }

  let problem: TourProblem
  let area: Neighbourhood
  let effort: Effort
  let rows: Neighbourhood.Rows
  let master: LinearMaster
  private var pricers: [TourPricer]
  private let workBefore: Int
  private let scratch = TourScratch()
  var columns: [TourColumn] = []
  var columnsOf: [[Int]]
  private var known: Set<TourColumn> = []
  let fixedColumns: [CoverColumn]
  let firstTour: Int
  private var center: [Double] = []
  private(set) var outcome = Outcome(tours: nil, bound: -.infinity)
  /// What each person's days may still become.
  var openDays: [OpenDays]
  /// Days are being decided: what is priced from here on bounds nothing.
  var isDiving = false

  init(
    _ problem: TourProblem, _ area: Neighbourhood, pricers: [TourPricer], pool: [TourColumn], effort: Effort
  ) {
    self.problem = problem
    self.area = area
    self.effort = effort
    self.pricers = area.people.map { pricers[$0] }
    workBefore = self.pricers.reduce(0) { $0 + $1.work }
    rows = area.rows(problem)
    columnsOf = Array(repeating: [], count: area.people.count)
    openDays = area.people.map { OpenDays(problem, $0, area, effort.branches) }
    master = LinearMaster(equal: rows.sides + (effort.splits ? [0] : []))
    fixedColumns = CoverColumn.all(problem, area, rows, effort)
    firstTour = fixedColumns.count
    var batch = LinearMaster.Batch()
    for column in fixedColumns {
      batch.add(cost: column.cost, bounds: column.bounds, rows: column.rows, amounts: column.amounts)
    }
    master.add(batch)
    add(area.people.map { area.tours[$0] }.filter { tour in effort.branches.allSatisfy(tour.obeys) } + pool)
  }

  // MARK: - Columns

  private mutating func add(_ tours: [TourColumn]) {
    var batch = LinearMaster.Batch()
    let positions = Dictionary(uniqueKeysWithValues: area.people.enumerated().map { ($1, $0) })
    for tour in tours where known.insert(tour).inserted {
      guard let person = positions[tour.person] else { continue }
      var at: [Int32] = [Int32(person)]
      var amounts = [1.0]
      for (row, amount) in zip(tour.rows, tour.amounts) where rows.position[Int(row)] >= 0 {
        at.append(Int32(rows.position[Int(row)]))
        amounts.append(amount)
      }
      batch.add(cost: tour.cost, rows: at, amounts: amounts)
      columnsOf[person].append(firstTour + columns.count)
      columns.append(tour)
    }
    master.add(batch)
  }

  private func reducedCost(_ tour: TourColumn, _ person: Int, _ duals: [Double]) -> Double {
    var cost = tour.cost - duals[person]
    for (row, amount) in zip(tour.rows, tour.amounts) where rows.position[Int(row)] >= 0 {
      cost -= duals[rows.position[Int(row)]] * amount
    }
    return cost
  }

  // MARK: - Root

  /// Solves and dives within one limit.
  mutating func solve(isLate: () -> Bool) -> Outcome { solve(isLate: isLate, isLateToDive: isLate) }

  /// Solves the relaxation, then dives; stops early when nothing below the cutoff can exist.
  ///
  /// - Parameters:
  ///   - isLate: Whether the relaxation must end.
  ///   - isLateToDive: Whether the dive must.
  mutating func solve(isLate: () -> Bool, isLateToDive: () -> Bool) -> Outcome {
    if effort.ascends { ascend(isLate) }
    guard master.solve(effort.ascends ? .dual : .primal) else { return finish() }
    let isIntegral = problem.isIntegral
    while outcome.rounds < effort.rounds, work < effort.work, !isLate() {
      outcome.rounds += 1
      let added = price(Array(area.people.indices), want: effort.tours, smoothing: effort.smoothing)
      if roundedUp(outcome.bound, isIntegral) >= effort.cutoff { return finish() }
      if added == 0 {
        outcome.isComplete = true
        break
      }
      guard master.solve(.primal) else { return finish() }
      let value = master.value + rows.constant
      let isClose = value - outcome.bound <= 1e-4 * abs(value)
      if isIntegral ? roundedUp(value, true) <= roundedUp(outcome.bound, true) : isClose {
        outcome.isComplete = true
        break
      }
    }
    if effort.splits { outcome.split = split() }
    let values = master.values
    if isWhole(values) {
      outcome.tours = roster(values)
    } else {
      outcome.tours = dives(isLate: isLate, isLateToDive: isLateToDive)
    }
    return finish()
  }

  private func finish() -> Outcome {
    var outcome = outcome
    outcome.found = columns
    outcome.duals = center
    outcome.work = work
    return outcome
  }

  /// What was spent so far: steps of pricing and rows touched by the simplex.
  var work: Int {
    pricers.reduce(-workBefore) { $0 + $1.work } + master.iterations * (rows.sides.count + 100)
  }

  /// Prices the people's tours and adds those that improve; the bound rises when everybody was priced.
  mutating func price(_ people: [Int], want: Int, smoothing: Double) -> Int {
    let duals = master.duals
    let isWhole = people.count == area.people.count
    if center.isEmpty { center = duals }
    let asked = smoothing > 0 ? zip(center, duals).map { smoothing * $0 + (1 - smoothing) * $1 } : duals
    var bound = rows.constant
    for row in area.people.count..<rows.sides.count { bound += asked[row] * rows.sides[row] }
    for column in fixedColumns { bound += column.leastCost(asked) }
    var better: [TourColumn] = []
    for (person, found) in cheapest(people, asked, want: want) {
      guard let first = found.first else {
        bound = .infinity
        continue
      }
      bound += first.cost + problem.people[area.people[person]].constant
      for (_, tour) in found where reducedCost(tour, person, duals) < -1e-6 && !known.contains(tour) {
        better.append(tour)
      }
    }
    if isWhole, !isDiving, bound > outcome.bound {
      outcome.bound = bound
      center = asked
    }
    add(better)
    if better.isEmpty, smoothing > 0 { return price(people, want: want, smoothing: 0) }
    return better.count
  }

  /// Goes on from prices and tours that were found without a linear programme.
  mutating func begin(at look: PriceAscent.Look, with tours: [TourColumn]) {
    center = look.costs + look.prices
    outcome.bound = look.bound
    add(tours)
  }

  /// The people's cheapest tours at these duals, none for whom none is left.
  mutating func cheapest(
    _ people: [Int], _ duals: [Double], want: Int
  ) -> [(person: Int, found: [(cost: Double, tour: TourColumn)])] {
    let menus = menus(people, duals)
    return people.compactMap { person in
      let name = area.people[person]
      guard let menu = menus[problem.cover.kind(of: name)] else { return nil }
      let found = tours(person, menu, want).map { tour in
        let ways = ways(tour.duties, person, menu)
        return (tour.cost, TourColumn(person: name, duties: tour.duties, ways: ways, in: problem))
      }
      return (person, found)
    }
  }

  /// What each duty is worth to each kind of people at these duals.
  private func menus(_ people: [Int], _ duals: [Double]) -> [Int: CoverMenu] {
    let full = rows.position.map { $0 < 0 ? 0 : duals[$0] }
    var menus: [Int: CoverMenu] = [:]
    for person in people {
      let kind = problem.cover.kind(of: area.people[person])
      if menus[kind] == nil {
        // Fixed days may reach into rows of the area; their part of the price is the same for every tour.
        menus[kind] = problem.cover.menu(kind: kind, duals: full, days: 0..<problem.days)
      }
    }
    return menus
  }

  /// How the duties are best worked: as the menu says on free days, as before on fixed ones.
  private func ways(_ duties: [Int16], _ person: Int, _ menu: CoverMenu) -> [DutyWay] {
    let old = area.tours[area.people[person]]
    return duties.enumerated().map { day, duty in
      if duty < 0 || menu.ways.isEmpty { return .only }
      return area.days.contains(day) ? menu.ways[day * problem.duties.count + Int(duty)] : old.ways[day]
    }
  }

  private mutating func tours(_ person: Int, _ menu: CoverMenu, _ want: Int) -> [(cost: Double, duties: [Int16])] {
    var prices = openDays[person].prices
    for line in prices.indices where prices[line] < .infinity { prices[line] += menu.values[line] }
    return pricers[person].cheapest(prices, mustWork: openDays[person].mustWork, want: want, scratch: scratch)
  }

  // MARK: - Splits

  /// Whether everybody is wholly given one tour.
  func isWhole(_ values: [Double]) -> Bool {
    columns.indices.allSatisfy { values[firstTour + $0] < 1e-6 || values[firstTour + $0] > 1 - 1e-6 }
  }

  /// The tours of a solution that is a roster already.
  func roster(_ values: [Double]) -> [TourColumn]? {
    let tours = columnsOf.compactMap { list in list.first { values[$0] > 0.5 }.map { columns[$0 - firstTour] } }
    return tours.count == area.people.count ? tours : nil
  }

  /// The decision that is least clear in the solution: all that is missing, then a row's, then a person's day.
  private func split() -> Split? {
    let values = master.values
    let isOpen = { (value: Double) in abs(value - value.rounded()) > 1e-5 }
    if let total = fixedColumns.firstIndex(where: { $0.kind == .total }), isOpen(values[total]) {
      return Split(values[total]) { .totalMissing($0) }
    }
    var best: (distance: Double, split: Split)?
    for (position, column) in fixedColumns.enumerated() where isOpen(values[position]) {
      let value = values[position]
      let distance = abs(value - value.rounded(.down) - 0.5)
      guard distance < best?.distance ?? 1 else { continue }
      switch column.kind {
      case .missing(let row): best = (distance, Split(value) { .missing(row: row, $0) })
      case .surplus(let row): best = (distance, Split(value) { .surplus(row: row, $0) })
      default: break
      }
    }
    return best?.split ?? dayInDoubt(values)
  }

  private func dayInDoubt(_ values: [Double]) -> Split? {
    let count = problem.duties.count
    var best: (distance: Double, split: Split)?
    for (position, person) in area.people.enumerated() {
      var shares = [Double](repeating: 0, count: problem.days * count)
      for column in columnsOf[position] where values[column] > 1e-6 {
        for (day, duty) in columns[column - firstTour].duties.enumerated() where duty >= 0 {
          shares[day * count + Int(duty)] += values[column]
        }
      }
      for day in 0..<problem.days {
        let line = shares[day * count..<(day + 1) * count]
        let works = line.reduce(0, +)
        if works > 1e-5, works < 1 - 1e-5 {
          let distance = abs(works - 0.5)
          if distance < best?.distance ?? 1 {
            best = (distance, Split { .works(person: person, day: day, $0) })
          }
        } else if let duty = line.indices.first(where: { line[$0] > 1e-5 && line[$0] < 1 - 1e-5 }) {
          let distance = 0.5 + abs(line[duty] - 0.5)
          if distance < best?.distance ?? 1 {
            best = (distance, Split { .duty(person: person, day: day, duty: duty - day * count, $0) })
          }
        }
      }
    }
    return best?.split
  }
}

/// The least objective that a bound allows: the next whole number when all costs are whole.
func roundedUp(_ bound: Double, _ isIntegral: Bool) -> Double {
  isIntegral && bound.isFinite ? (bound - 1e-6).rounded(.up) : bound
}
