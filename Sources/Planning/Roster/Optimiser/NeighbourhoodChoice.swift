/// Chooses which part of the roster to rebuild next, and learns which kind pays for its work.
///
/// Some people over the whole period, everybody over some days, or half the people over more days: which helps
/// depends on the problem. Some people over the whole period are also decided day by day: once every stretch of days
/// is at its best, hours can only move from one to another that way. What gained most for its work lately is drawn
/// most often; everything is tried again.
struct NeighbourhoodChoice: Sendable {
  struct Arm: Sendable {
    let people: Int
    let days: Int
    /// Decided day by day, which is slower and nearer to the relaxation.
    let isFine: Bool
    /// What is expected before anything was learnt: small neighbourhoods pay sooner.
    let prior: Double
    var worth: Double

    init(people: Int, days: Int, isFine: Bool = false) {
      self.people = people
      self.days = days
      self.isFine = isFine
      prior = (isFine ? 25 : 100) / Double(people * days)
      worth = prior
    }
  }

  private let problem: TourProblem
  private var arms: [Arm]
  /// Larger neighbourhoods are as slow as the root; with few duties a day they may be larger in people and days.
  private static let mostCells = 1000
  private static let mostChoices = 4500
  private static let mostFineCells = 1500

  init(_ problem: TourProblem) {
    self.problem = problem
    let everybody = problem.people.count
    let sizes = Set([3, 4, 6, 8, 12, 16, 24].map { min($0, everybody) }).sorted()
    let spans = Set([5, 7, 10, 14, 21, 28, 42].filter { $0 < problem.days }).sorted()
    var arms = sizes.map { Arm(people: $0, days: problem.days) }
    arms += spans.map { Arm(people: everybody, days: $0) }
    arms += spans.filter { $0 >= 10 }.map { Arm(people: max(2, everybody / 3), days: $0) }
    arms = arms.filter { arm in
      let cells = arm.people * arm.days
      return cells <= Self.mostCells || cells * problem.duties.count <= Self.mostChoices
    }
    arms += sizes.filter { $0 >= 6 && $0 * problem.days <= Self.mostFineCells }
      .map { Arm(people: $0, days: problem.days, isFine: true) }
    self.arms = arms.isEmpty ? [Arm(people: max(1, everybody / 4), days: min(problem.days, 14))] : arms
  }

  /// The arm to play: in proportion to its worth, one time in four to what was expected of it at first.
  func draw(_ dice: inout Dice) -> Int {
    let weights = dice.below(100) < 25 ? arms.map(\.prior) : arms.map(\.worth)
    var left = Double(dice.below(1_000_000)) / 1_000_000 * weights.reduce(0, +)
    for (position, weight) in weights.enumerated() {
      left -= weight
      if left <= 0 { return position }
    }
    return arms.count - 1
  }

  mutating func learn(_ arm: Int, gain: Double, work: Int) {
    let rate = gain > 0 ? gain / Double(max(1, work)) * 1e6 : 0
    arms[arm].worth = 0.85 * arms[arm].worth + 0.15 * rate
    let best = arms.map(\.worth).max() ?? 0
    // Nothing gains any more: back to what was expected at first.
    if best < 1e-3 { for position in arms.indices { arms[position].worth = arms[position].prior } }
    for position in arms.indices { arms[position].worth = max(arms[position].worth, best / 50) }
  }

  /// Whether the arm decides day by day instead of tour by tour.
  func isFine(_ arm: Int) -> Bool { arms[arm].isFine }

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
