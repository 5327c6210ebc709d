/// Closes the gap between roster and bound by splitting the problem until nothing better can hide.
///
/// Best bound first. A node is the root's relaxation with a few decisions taken; it is solved by the same column
/// generation, starts from the columns found so far, and may find a better roster on the way.
struct TourProof: Sendable {
  private struct Node: Sendable {
    let bound: Double
    let branches: [Branch]
  }

  private var open: [Node]
  private(set) var nodes = 0

  init(rootBound: Double) { open = [Node(bound: rootBound, branches: [])] }

  /// No roster costs less than this, as far as the open nodes know.
  func bound(objective: Double) -> Double { open.map(\.bound).min() ?? objective }

  /// What solving one node brought.
  struct Step: Sendable {
    var tours: [TourColumn]?
    var found: [TourColumn]
    var work: Int
  }

  /// Solves the most promising nodes, as many as there are lanes; none are left when the proof is complete.
  mutating func step(
    _ problem: TourProblem, tours: [TourColumn], objective: Double, pool: [TourColumn], pricers: [TourPricer],
    lanes: Int, isLate: @escaping @Sendable () -> Bool
  ) async -> [Step] {
    let isIntegral = problem.isIntegral
    open.removeAll { roundedUp($0.bound, isIntegral) >= objective - 1e-6 }
    open.sort { ($0.bound, -$0.branches.count) > ($1.bound, -$1.branches.count) }
    let taken = Array(open.suffix(lanes))
    open.removeLast(taken.count)
    nodes += taken.count
    let dives = nodes % 8 < lanes
    let solved = await withTaskGroup(of: (Int, ColumnGeneration.Outcome).self) { group in
      for (position, node) in taken.enumerated() {
        var effort = ColumnGeneration.Effort()
        effort.cutoff = objective
        effort.dives = dives ? 1 : 0
        effort.splits = true
        effort.branches = node.branches
        let start = pool.filter { tour in node.branches.allSatisfy(tour.obeys) }
        let area = Neighbourhood(people: Array(problem.people.indices), days: 0..<problem.days, tours: tours)
        let plan = effort
        group.addTask {
          var generation = ColumnGeneration(problem, area, pricers: pricers, pool: start, effort: plan)
          return (position, generation.solve(isLate: isLate))
        }
      }
      var outcomes = [ColumnGeneration.Outcome?](repeating: nil, count: taken.count)
      for await (position, outcome) in group { outcomes[position] = outcome }
      return outcomes.compactMap(\.self)
    }
    for (node, outcome) in zip(taken, solved) {
      let bound = max(node.bound, outcome.bound)
      guard roundedUp(bound, isIntegral) < objective - 1e-6 else { continue }
      guard outcome.isComplete, let split = outcome.split else {
        // Stopped before its end: it stays open as it was.
        open.append(Node(bound: bound, branches: node.branches))
        continue
      }
      open.append(Node(bound: bound, branches: node.branches + [split.down]))
      open.append(Node(bound: bound, branches: node.branches + [split.up]))
    }
    return solved.map { Step(tours: $0.tours, found: $0.found, work: $0.work) }
  }

  var isComplete: Bool { open.isEmpty }
}
