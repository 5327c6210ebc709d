/// Looks for the best tours: a first roster, the root's bound, a dive, then larger and smaller neighbourhoods.
///
/// At any time there is a roster and a bound. The neighbourhoods of a round are solved side by side, each from the
/// same roster, and taken over in their order, so that the answer depends on the problem, the seed, the number of
/// lanes and the work, not on the machine.
public struct TourSearch: Sendable {
  public struct Result: Sendable {
    /// The duty of each person on each day, -1 for a day off; empty when no roster obeys the limits.
    public var duties: [[Int]] = []
    /// The activities of each person's duty on each day; empty where a duty is one piece.
    public var stretches: [[[ActivityStretch]]] = []
    public var objective = Double.infinity
    public var bound = -Double.infinity
    /// The bound after the root alone.
    public var rootBound = -Double.infinity
    public var columns = 0
    public var rounds = 0
    public var work = 0

    public var isProven: Bool { bound >= objective - 1e-6 }
  }

  /// What a run may spend.
  public struct Budget: Sendable {
    public let work: Int
    public let lanes: Int
    /// How much of the time is used up, 1 for all; a run ends between two steps once it is.
    public let spent: @Sendable () -> Double

    public init(work: Int = .max, lanes: Int = 2, spent: @escaping @Sendable () -> Double = { 0 }) {
      self.work = work
      self.lanes = max(1, lanes)
      self.spent = spent
    }
  }

  let problem: TourProblem
  let budget: Budget
  private let isIntegral: Bool
  private var dice: Dice
  private var pricers: [TourPricer]
  private(set) var tours: [TourColumn] = []
  private let start: [TourColumn]?
  private var pool: [[TourColumn]]
  private(set) var result = Result()
  private var rootWork = 0
  private var rootDuals: [Double] = []
  /// How far roster and bound lay apart when all tours in between were last listed.
  private var listedGap = Double.infinity
  private let report: (@Sendable (Result) -> Void)?

  /// Searches until the bound is met or the budget is spent.
  public static func run(
    _ problem: TourProblem, seed: UInt64 = 1, budget: Budget, report: (@Sendable (Result) -> Void)? = nil
  ) async -> Result {
    var search = TourSearch(problem, seed, budget, start: nil, report)
    await search.run()
    return search.result
  }

  init(
    _ problem: TourProblem, _ seed: UInt64, _ budget: Budget, start: [TourColumn]?,
    _ report: (@Sendable (Result) -> Void)?
  ) {
    self.problem = problem
    self.start = start
    self.budget = budget
    self.report = report
    isIntegral = problem.isIntegral
    dice = Dice(seed: seed)
    pricers = TourPricer.all(problem)
    pool = Array(repeating: [], count: problem.people.count)
  }

  private var isDone: Bool {
    result.isProven || budget.spent() >= 1 || result.work >= budget.work || Task.isCancelled
  }

  /// Searches until the bound is met or the budget is spent.
  mutating func run() async {
    guard begin() else { return }
    root()
    var choice = NeighbourhoodChoice(problem)
    var proof = TourProof(rootBound: result.rootBound)
    while !isDone {
      await improve(&choice)
      if !isDone, isProvable { close() }
      if !isDone, isProvable { await prove(&proof) }
    }
    result.duties = tours.map { $0.duties.map(Int.init) }
    result.stretches = tours.map { tour in
      zip(tour.duties, tour.ways).map { $0 < 0 ? [] : problem.cover.stretches(duty: Int($0), way: $1) }
    }
  }

  /// Splitting pays where the root is quick or the gap is small.
  private var isProvable: Bool {
    let isNear = result.objective - result.bound <= 0.01 * abs(result.objective)
    return isIntegral && (isNear || rootWork < 5_000_000)
  }

  private mutating func take(_ candidate: [TourColumn]) {
    let cost = problem.cost(of: candidate)
    guard cost <= result.objective + 1e-6 else { return }
    let isBetter = cost < result.objective - 1e-6
    tours = candidate
    result.objective = cost
    if isBetter { report?(result) }
  }

  // MARK: - First roster

  /// Gives everybody in turn the tour that is best against the others', a few times over.
  mutating func begin() -> Bool {
    var given = start.map { $0.map(Optional.some) } ?? [TourColumn?](repeating: nil, count: problem.people.count)
    var covered = problem.covered(given.compactMap(\.self))
    let scratch = TourScratch()
    let free = [Bool](repeating: false, count: problem.days)
    for _ in 0..<(start == nil ? 3 : 0) {
      for person in problem.people.indices {
        if let old = given[person] { Self.add(old, -1, &covered) }
        let worth = problem.cover.marginals(covered).map { -$0 }
        let kind = problem.cover.kind(of: person)
        let menu = problem.cover.menu(kind: kind, duals: worth, days: 0..<problem.days)
        let prices = zip(problem.people[person].prices, menu.values).map { $0 + $1 }
        guard let best = pricers[person].cheapest(prices, mustWork: free, want: 1, scratch: scratch).first else {
          return false
        }
        let ways = best.duties.enumerated().map { day, duty in
          duty < 0 || menu.ways.isEmpty ? DutyWay.only : menu.ways[day * problem.duties.count + Int(duty)]
        }
        let tour = TourColumn(person: person, duties: best.duties, ways: ways, in: problem)
        Self.add(tour, 1, &covered)
        given[person] = tour
      }
    }
    result.work = pricers.reduce(0) { $0 + $1.work }
    for person in pricers.indices { pricers[person].forget() }
    take(given.compactMap(\.self))
    return true
  }

  private static func add(_ tour: TourColumn, _ sign: Double, _ covered: inout [Double]) {
    for (row, amount) in zip(tour.rows, tour.amounts) { covered[Int(row)] += sign * amount }
  }

  // MARK: - Root

  private mutating func root() {
    let whole = Neighbourhood(people: Array(problem.people.indices), days: 0..<problem.days, tours: tours)
    var effort = ColumnGeneration.Effort()
    // A dive by days is slower than one by tours and ends nearer to the relaxation, often at it.
    effort.isFine = true
    effort.dives = 4
    effort.seed = dice.next()
    effort.ascends = problem.cover.sides.count >= 50
    effort.smoothing = effort.ascends ? 0.5 : 0.3
    // Where rows are many the linear programme is slow and pricing is not: more tours at once.
    effort.tours = problem.cover.sides.count > 1500 ? 12 : 3
    var generation = ColumnGeneration(problem, whole, pricers: pricers, pool: [], effort: effort)
    let spent = budget.spent
    let outcome = generation.solve {
      spent() >= 0.4 || Task.isCancelled
    } isLateToDive: {
      spent() >= 0.8 || Task.isCancelled
    }
    result.work += outcome.work
    result.rounds += outcome.rounds
    result.rootBound = outcome.bound
    result.bound = roundedUp(outcome.bound, isIntegral)
    rootWork = outcome.work
    rootDuals = outcome.duals
    keep(outcome.found)
    if let tours = outcome.tours { take(tours) }
    report?(result)
  }

  private mutating func keep(_ found: [TourColumn]) {
    for tour in found {
      pool[tour.person].append(tour)
      if pool[tour.person].count > 400 { pool[tour.person].removeFirst(200) }
    }
    result.columns += found.count
  }

  // MARK: - Neighbourhoods

  /// Rebuilds neighbourhoods until nothing has been gained for a while.
  private mutating func improve(_ choice: inout NeighbourhoodChoice) async {
    var idle = 0
    while !isDone, idle < 40 + problem.people.count {
      let arm = choice.draw(&dice)
      let areas = (0..<budget.lanes).map { _ in choice.area(arm, tours, &dice) }
      let before = result.objective
      let outcomes = await solve(areas, isFine: choice.isFine(arm))
      var work = 0
      for (area, outcome) in zip(areas, outcomes) {
        work += outcome.work
        keep(outcome.found.filter { !pool[$0.person].contains($0) })
        guard let changed = outcome.tours else { continue }
        var candidate = tours
        for (person, tour) in zip(area.people, changed) { candidate[person] = tour }
        take(candidate)
      }
      result.work += work
      result.rounds += 1
      choice.learn(arm, gain: before - result.objective, work: work)
      idle = result.objective < before - 1e-6 ? 0 : idle + 1
    }
  }

  /// Lists all tours that could still be better and chooses among them, whenever that has become much easier.
  private mutating func close() {
    let gap = result.objective - result.rootBound
    guard gap < 0.8 * listedGap else { return }
    listedGap = gap
    let listing = TourListing(problem: problem, duals: rootDuals, bound: result.rootBound)
    guard let closed = listing.close(tours, objective: result.objective, pricers: pricers) else { return }
    if let tours = closed.tours { take(tours) }
    result.bound = max(result.bound, min(result.objective, closed.bound))
  }

  /// Splits the problem for about as much work as the root took.
  private mutating func prove(_ proof: inout TourProof) async {
    let limit = result.work + max(rootWork * 10, result.work / 3)
    let spent = budget.spent
    while !isDone, result.work < limit, !proof.isComplete {
      let steps = await proof.step(
        problem, tours: tours, objective: result.objective, pool: pool.flatMap { $0.suffix(60) }, pricers: pricers,
        lanes: budget.lanes
      ) { spent() >= 1 || Task.isCancelled }
      for step in steps {
        result.work += step.work
        keep(step.found.filter { !pool[$0.person].contains($0) })
        if let tours = step.tours { take(tours) }
      }
      let bound = roundedUp(proof.bound(objective: result.objective), isIntegral)
      result.bound = max(result.bound, min(result.objective, bound))
    }
  }

  private mutating func solve(_ areas: [Neighbourhood], isFine: Bool) async -> [ColumnGeneration.Outcome] {
    var effort = ColumnGeneration.Effort()
    effort.rounds = isFine ? 200 : 60
    effort.isFine = isFine
    effort.seed = dice.next()
    effort.cutoff = result.objective
    effort.work = max(50_000_000, rootWork / 4)
    let spent = budget.spent
    return await withTaskGroup(of: (Int, ColumnGeneration.Outcome).self) { group in
      for (position, area) in areas.enumerated() {
        let isWhole = area.days.count == problem.days
        let start = isWhole ? area.people.flatMap { pool[$0].suffix(40) } : []
        let (problem, pricers, effort) = (problem, pricers, effort)
        group.addTask {
          var generation = ColumnGeneration(problem, area, pricers: pricers, pool: start, effort: effort)
          return (position, generation.solve { spent() >= 1 || Task.isCancelled })
        }
      }
      var outcomes = [ColumnGeneration.Outcome?](repeating: nil, count: areas.count)
      for await (position, outcome) in group { outcomes[position] = outcome }
      return outcomes.compactMap(\.self)
    }
  }
}
