/// Finds one person's cheapest tours for given prices, exactly.
///
/// Dynamic programming over days; a state is the run of the graph × counts of tracked duties × weekends (or a week's shifts) × units
/// of time worked. The innermost dimension is time, so that a step is one shifted minimum over a row of numbers.
/// Caps that rarely bind are tracked only after the cheapest tour has broken them, and forgotten between calls to
/// ``forget()``. Only costs are kept: the way back is found by asking each day which step gives the cost.
struct TourPricer: Sendable {
  let problem: TourProblem
  private let person: Int
  let limits: TourLimits
  private let unit: Int
  let budgets: [UnitBudget]
  let most: Int
  /// Whether the cap on weekends can bind; how many counts, of weekends or of a week's shifts, are told apart.
  let countsWeekends: Bool
  let counters: Int
  private let plain: TourGraph
  private var graph: TourGraph
  /// A stretch of days whose units are counted together: ends before day `end`, then the count begins anew.
  struct UnitBudget: Sendable {
    let end: Int
    let least: Int
    let most: Int
    /// What so many units cost.
    let prices: [Double]
  }

  /// Steps taken in all calls: the measure of work.
  private(set) var work = 0

  /// Everybody's pricer; people whose runs and duties are alike share the graph.
  static func all(_ problem: TourProblem) -> [TourPricer] {
    var graphs: [TourGraph.Key: TourGraph] = [:]
    return problem.people.indices.map { person in
      let key = TourGraph.Key(problem.people[person])
      let pricer = TourPricer(problem, person: person, graph: graphs[key])
      graphs[key] = pricer.plain
      return pricer
    }
  }

  /// - Parameter shared: The graph of somebody whose limits have the same key.
  init(_ problem: TourProblem, person: Int, graph shared: TourGraph? = nil) {
    self.problem = problem
    self.person = person
    limits = problem.people[person]
    unit = max(1, problem.duties.reduce(0) { Self.divisor($0, $1.minutes) })
    let unit = unit
    let longest = problem.duties.map(\.minutes).max() ?? 0
    let budgets = limits.hours.budgets
    let ends = budgets.dropFirst().map(\.first) + [problem.days]
    self.budgets = zip(budgets, ends).map { budget, end in
      let most = max(0, min(budget.allowed.upperBound, longest * (end - budget.first)) / unit)
      let least = (max(0, budget.allowed.lowerBound) + unit - 1) / unit
      return UnitBudget(
        end: end, least: least, most: most, prices: (0...most).map { budget.price($0 * unit) })
    }
    most = self.budgets.map(\.most).max() ?? 0
    let exist = (0..<problem.days).count { problem.isSunday($0) } + 1
    precondition(limits.mostShifts == nil || limits.mostWeekends >= exist, "one counter: weekends or shifts")
    countsWeekends = limits.mostWeekends < exist
    counters = limits.mostShifts.map { $0 + 1 } ?? (countsWeekends ? limits.mostWeekends + 1 : 1)
    plain = shared ?? TourGraph(limits, problem, unit: unit, tracked: [])
    graph = plain
  }

  private static func divisor(_ left: Int, _ right: Int) -> Int { right == 0 ? left : divisor(right, left % right) }

  /// Goes back to tracking nothing.
  mutating func forget() { graph = plain }

  /// The cheapest tours, one an end state, cheapest first; none when no tour obeys the limits.
  ///
  /// - Parameters:
  ///   - prices: At `day * duties + duty`; infinite for a duty that may not be worked that day.
  ///   - mustWork: Days that may not be off.
  mutating func cheapest(
    _ prices: [Double], mustWork: [Bool], want: Int, scratch: TourScratch
  ) -> [(cost: Double, duties: [Int16])] {
    while true {
      let found = TourSweep(graph, self, prices, mustWork, scratch).run(want, work: &work)
      guard let first = found.first else { return [] }
      let counts = counts(first.duties)
      let broken = counts.indices.filter { counts[$0] > limits.most[$0] && !graph.tracked.contains($0) }
      if broken.isEmpty {
        let tight = graph.tracked.filter { counts[$0] == limits.most[$0] }
        if tight.isEmpty { forget() } else if tight != graph.tracked { track(tight) }
        return found.filter { tour in
          zip(self.counts(tour.duties), limits.most).allSatisfy { $0 <= $1 }
        }
      }
      track(graph.tracked + broken)
    }
  }

  /// Every tour up to a cost that keeps all limits, in no order; `nil` when there are more than `most` to look at.
  func every(_ prices: [Double], upTo limit: Double, most: Int, scratch: TourScratch) -> [[Int16]]? {
    let free = [Bool](repeating: false, count: problem.days)
    return TourSweep(plain, self, prices, free, scratch).every(upTo: limit, most: most)?.filter { duties in
      zip(counts(duties), limits.most).allSatisfy { $0 <= $1 }
    }
  }

  private mutating func track(_ duties: [Int]) {
    graph = TourGraph(limits, problem, unit: unit, tracked: duties)
  }

  private func counts(_ duties: [Int16]) -> [Int] {
    var counts = [Int](repeating: 0, count: limits.most.count)
    for duty in duties where duty >= 0 { counts[Int(duty)] += 1 }
    return counts
  }
}
