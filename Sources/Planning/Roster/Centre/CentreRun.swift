/// Looks for a contact centre's best roster and proves how good it is, side by side, until the budget is spent.
///
/// One lane moves the prices until they hardly rise any more; the others, and then all of them, improve rosters of
/// their own, cooling down as the budget goes. At any time there is a roster and a bound.
struct CentreRun {
  let centre: Centre
  private let budget: TourSearch.Budget
  private var bound: CentreBound
  private var searches: [CentreSearch]
  private(set) var result = TourSearch.Result()
  private let report: (@Sendable (TourSearch.Result) -> Void)?
  private let warmth: Double

  init(
    _ centre: Centre, seed: UInt64, budget: TourSearch.Budget, report: (@Sendable (TourSearch.Result) -> Void)?
  ) {
    self.centre = centre
    self.budget = budget
    self.report = report
    warmth = centre.leastShortfall / 3 * (1 - centre.promisedShare)
    let pricers = CentrePricers(centre)
    bound = CentreBound(pricers)
    searches = (0..<UInt64(budget.lanes)).map { lane in
      CentreSearch(CentreBoard(centre), pricers, seed: seed &+ lane &* 0x9E37_79B9_7F4A_7C15)
    }
  }

  /// The best board of all lanes.
  var best: CentreBoard {
    searches.map(\.best).min { $0.total < $1.total } ?? CentreBoard(centre)
  }

  private var progress: Double { max(budget.spent(), Double(result.work) / Double(budget.work)) }

  private var isOver: Bool {
    progress >= 1 || result.isProven || Task.isCancelled || centre.problem.agents.isEmpty
  }

  /// Proves and improves side by side, one round after another.
  mutating func run() async {
    begin()
    if budget.lanes == 1 { return alone() }
    while !isOver { await round() }
  }

  /// Proves first and improves then, without leaving the calling thread.
  mutating func runAlone() {
    begin()
    alone()
  }

  private mutating func begin() {
    searches[0].begin()
    for lane in searches.indices.dropFirst() { searches[lane].follow(searches[0]) }
    account()
  }

  private mutating func alone() {
    while !isOver, !bound.isSettled, progress < 0.4 {
      bound.rise(upper: result.objective, tours: stretch)
      account()
    }
    while !isOver {
      searches[0].improve(tours: stretch, temperature: temperature)
      account()
    }
  }

  /// How many tours are priced between two looks at the budget.
  private var stretch: Int { max(50, centre.problem.agents.count / 4) }

  private mutating func round() async {
    let temperature = temperature
    let proves = !bound.isSettled
    let objective = result.objective
    let (bound, searches, lanes) = (bound, searches, budget.lanes)
    let stretch = stretch
    let parts = await withTaskGroup(of: Part.self) { group in
      if proves {
        group.addTask {
          var bound = bound
          bound.rise(upper: objective, tours: stretch)
          return .bound(bound)
        }
      }
      for lane in (proves ? 1 : 0)..<lanes {
        group.addTask {
          var search = searches[lane]
          search.improve(tours: stretch, temperature: temperature)
          return .search(lane, search)
        }
      }
      var parts: [Part] = []
      for await part in group { parts.append(part) }
      return parts
    }
    for part in parts {
      switch part {
      case .bound(let bound): self.bound = bound
      case .search(let lane, let search): self.searches[lane] = search
      }
    }
    // The lane that has proved takes up the best roster where the others stand.
    if proves, self.bound.isSettled, lanes > 1 { self.searches[0].follow(self.searches[1]) }
    account()
  }

  private enum Part: Sendable {
    case bound(CentreBound)
    case search(Int, CentreSearch)
  }

  /// From a third of what a missing agent costs down to nothing; the more is published, the less is shaken.
  private var temperature: Double {
    let left = 1 - min(1, progress / 0.95)
    return left * left * warmth
  }

  private mutating func account() {
    let objective = best.total
    let isBetter = objective < result.objective - 1e-6
    result.objective = min(objective, result.objective)
    // With nobody there every roster is the empty one; and no term of the cost is ever less than nothing.
    result.bound = centre.problem.agents.isEmpty ? objective : min(objective, max(0, bound.bound))
    result.rootBound = bound.bound
    result.rounds += 1
    result.work = bound.work + searches.reduce(0) { $0 + $1.work }
    if isBetter { report?(result) }
  }
}

extension Centre {
  /// What one missing agent costs in an interval at least.
  fileprivate var leastShortfall: Double {
    problem.queues.compactMap { $0.shortfall.first?.each }.min() ?? 0
  }
}
