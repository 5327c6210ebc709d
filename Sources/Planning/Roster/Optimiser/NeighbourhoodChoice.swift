/// Chooses which part of the roster to rebuild next, and learns which kind pays for its work.
///
/// Some people over the whole period, everybody over some days, or half the people over more days: which helps
/// depends on the problem. What gained most for its work lately is drawn most often; everything is tried again.
struct NeighbourhoodChoice: Sendable {
  struct Arm: Sendable {
    let people: Int
    let days: Int
    var worth = 1.0
  }

  private let problem: TourProblem
  private var arms: [Arm]

  init(_ problem: TourProblem) {
    self.problem = problem
    let everybody = problem.people.count
    let sizes = Set([3, 4, 6, 8, 12, 16, 24].map { min($0, everybody) }).sorted()
    let spans = Set([5, 7, 10, 14, 21, 28].filter { $0 < problem.days }).sorted()
    arms = problem.days <= 100 ? sizes.map { Arm(people: $0, days: problem.days) } : []
    arms += spans.map { Arm(people: everybody, days: $0) }
    arms += spans.filter { $0 >= 10 }.map { Arm(people: max(2, everybody / 3), days: $0) }
    if arms.isEmpty { arms = [Arm(people: everybody, days: problem.days)] }
  }

  /// The arm to play: mostly in proportion to its worth, sometimes any.
  func draw(_ dice: inout Dice) -> Int {
    if dice.below(100) < 25 { return dice.below(arms.count) }
    let total = arms.reduce(0) { $0 + $1.worth }
    var left = Double(dice.below(1_000_000)) / 1_000_000 * total
    for (position, arm) in arms.enumerated() {
      left -= arm.worth
      if left <= 0 { return position }
    }
    return arms.count - 1
  }

  mutating func learn(_ arm: Int, gain: Double, work: Int) {
    let rate = gain > 0 ? gain / Double(max(1, work)) : 0
    arms[arm].worth = 0.85 * arms[arm].worth + 0.15 * rate * 1e6
    let best = arms.map(\.worth).max() ?? 0
    // Nothing gains: everything is worth trying alike.
    if best < 1e-3 { for position in arms.indices { arms[position].worth = 1 } }
    for position in arms.indices { arms[position].worth = max(arms[position].worth, best / 50) }
  }

  func area(_ arm: Int, _ tours: [TourColumn], _ dice: inout Dice) -> Neighbourhood {
    let days = min(arms[arm].days, problem.days)
    let first = dice.below(problem.days - days + 1)
    return Neighbourhood(people: people(arms[arm].people, &dice), days: first..<first + days, tours: tours)
  }

  private func people(_ count: Int, _ dice: inout Dice) -> [Int] {
    var everybody = Array(problem.people.indices)
    dice.shuffle(&everybody)
    return everybody.prefix(count).sorted()
  }
}
