/// The few changes that mend a day at the least cost: what they cost, and what is still missing after them.
public struct DayRepair: Sendable {
  public let changes: [DayChange]
  /// What the changes cost together, in minor units.
  public let cost: Double
  /// Agent-minutes missing before and after.
  public let shortBefore: Int
  public let shortAfter: Int

  /// Looks through all ways to change at most some people, each once.
  ///
  /// Money decides: what the changes cost and what the agents who are still missing cost. Of equals the fewest people.
  ///
  /// - Parameter choices: What may be done, the best first; the first forty are combined.
  public init(of board: DayBoard, from choices: [DayChange], people most: Int = 3) {
    var search = RepairSearch(board, Array(choices.prefix(40)), most: most)
    search.extend(from: 0)
    changes = search.best
    cost = changes.reduce(0) { $0 + $1.cost }
    shortBefore = board.shortMinutes()
    shortAfter = board.shortMinutes(after: changes)
  }
}

/// Depth first over sets of choices, with the counts kept up to date.
private struct RepairSearch {
  private let board: DayBoard
  private let choices: [DayChange]
  private let steps: [[(queue: Int, cell: Int, agents: Int)]]
  private let most: Int
  private var there: [[Int]]
  private var chosen: [Int] = []
  private var saved = 0.0
  private var bestSaved = 0.0
  private var bestChosen: [Int] = []

  var best: [DayChange] { bestChosen.map { choices[$0] } }

  init(_ board: DayBoard, _ choices: [DayChange], most: Int) {
    self.board = board
    self.choices = choices
    self.most = most
    steps = choices.map(\.steps)
    there = board.staffed()
  }

  mutating func extend(from first: Int) {
    // A hair more, so that of two equal ways the one found with fewer people stays.
    if saved > bestSaved + 1e-6 || (saved > bestSaved - 1e-6 && chosen.count < bestChosen.count) {
      (bestSaved, bestChosen) = (saved, chosen)
    }
    guard chosen.count < most else { return }
    for next in first..<max(first, choices.count)
    where !chosen.contains(where: { choices[$0].person == choices[next].person }) {
      let before = saved
      saved += Double(apply(next, forward: true)) * board.missingCost - choices[next].cost
      chosen.append(next)
      extend(from: next + 1)
      chosen.removeLast()
      _ = apply(next, forward: false)
      saved = before
    }
  }

  /// - Returns: How many cells more are filled.
  private mutating func apply(_ choice: Int, forward: Bool) -> Int {
    var filled = 0
    for step in steps[choice] {
      let agents = forward ? step.agents : -step.agents
      let need = board.needed[step.queue][step.cell]
      let count = there[step.queue][step.cell]
      filled += min(need, count + agents) - min(need, count)
      there[step.queue][step.cell] = count + agents
    }
    return filled
  }
}
