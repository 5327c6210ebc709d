/// Work that nobody is hired for: overtime of the team, or an outsourcer.
public struct Relief: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case overtime, outsourcing
  }

  public let kind: Kind
  /// The most in one week: of overtime a share of the team's productive agents, of an outsourcer productive agents.
  public let most: Double
  /// What one productive agent costs for one week.
  public let price: Double

  public init(_ kind: Kind, upTo most: Double, price: Double) throws(PlanningError) {
    guard most >= 0, most.isFinite, kind == .outsourcing || most <= 1 else {
      throw .shareOutOfRange("The most \(kind.rawValue)", most)
    }
    self.kind = kind
    self.most = most
    self.price = price
  }
}

extension HiringCase {
  /// Productive agents that each kind of relief can stand in for in `week`, cheapest first.
  ///
  /// What costs more than a shortage is left out: nobody would use it.
  func relief(in week: Int) -> [(kind: Relief.Kind, most: Double, price: Double)] {
    reliefs.filter { $0.price < costs.shortage }.sorted { $0.price < $1.price }.map { relief in
      let most = relief.kind == .overtime ? relief.most * max(0, supplyWithoutHiring(week)) : relief.most
      return (relief.kind, most, relief.price)
    }
  }
}

extension HiringLedger {
  /// Relief by kind and week, and what it costs.
  struct ReliefUse {
    var agents: [[Relief.Kind: Double]]
    var cost = 0.0

    func total(_ week: Int) -> Double { agents[week].values.reduce(0, +) }
  }

  /// What missing agents cost in `week` when relief stands in as far as it goes, whatever the budget.
  func cost(ofMissing agents: Double, in week: Int) -> Double {
    var left = max(0, agents)
    var sum = 0.0
    for step in relief[week] where left > 0 {
      let taken = min(left, step.most)
      sum += taken * step.price
      left -= taken
    }
    return sum + left * hiring.costs.shortage
  }

  /// The relief that the plan's gaps call for.
  ///
  /// What is left of a budget goes to the cheapest first, wherever it is needed: each agent-week of it saves the same
  /// shortage.
  func reliefUse() -> ReliefUse {
    var use = ReliefUse(agents: Array(repeating: [:], count: hiring.weeks))
    var purse = hiring.budget.map { max(0, $0 - spent) } ?? .infinity
    let steps = (0..<hiring.weeks).flatMap { week in relief[week].map { (week: week, step: $0) } }
    for (week, step) in steps.sorted(by: { ($0.step.price, $0.week) < ($1.step.price, $1.week) }) {
      let missing = gap(week) - use.total(week)
      let taken = min(missing, step.most, step.price > 0 ? purse / step.price : .infinity)
      guard taken > 1e-9 else { continue }
      use.agents[week][step.kind, default: 0] += taken
      use.cost += taken * step.price
      purse -= taken * step.price
    }
    return use
  }
}
