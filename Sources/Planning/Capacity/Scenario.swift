/// A "what if" of a season: what would differ from the case at hand.
public struct Scenario: Sendable, Hashable, Codable {
  public var name: String
  /// Demand as a multiple: a stronger promotion.
  public var demand: Double
  /// Handle time as a multiple.
  public var handleTime: Double
  /// The pass rate of training as a multiple.
  public var passRate: Double
  /// Attrition as a multiple, of newcomers and tenured alike.
  public var attrition: Double
  /// Weeks by which recruiting takes longer.
  public var laterBy: Int

  public init(
    _ name: String, demand: Double = 1, handleTime: Double = 1, passRate: Double = 1, attrition: Double = 1,
    laterBy: Int = 0
  ) {
    self.name = name
    self.demand = demand
    self.handleTime = handleTime
    self.passRate = passRate
    self.attrition = attrition
    self.laterBy = laterBy
  }

  /// The case as it would be.
  ///
  /// Required agents grow with the work, as they do in all but the smallest queues.
  public func applied(to hiring: HiringCase) -> HiringCase {
    var changed = hiring
    changed.required = hiring.required.map { $0 * demand * handleTime }
    changed.training.passRate = min(1, hiring.training.passRate * passRate)
    changed.attrition.new = min(0.99, hiring.attrition.new * attrition)
    changed.attrition.tenured = min(0.99, hiring.attrition.tenured * attrition)
    changed.leadWeeks = max(0, hiring.leadWeeks + laterBy)
    return changed
  }
}

/// A scenario beside the others: what its own best plan is, and what happens to the plan at hand.
public struct ScenarioOutcome: Sendable, Hashable, Codable {
  public let scenario: Scenario
  /// The plan one would make for the scenario.
  public let plan: HiringPlan
  /// The plan at hand, if the scenario comes true.
  public let planAtHand: HiringPlan

  /// What each scenario would mean for a plan: the cheapest plan one would make for it, and the plan at hand in it.
  ///
  /// - Throws: ``PlanningError/solverFailed(_:)``.
  public static func compare(
    _ scenarios: [Scenario], plan: HiringPlan, in hiring: HiringCase
  ) throws(PlanningError) -> [ScenarioOutcome] {
    var permanent = [Int](repeating: 0, count: hiring.weeks)
    var seasonal = permanent
    for start in plan.classes {
      permanent[start.week] = start.permanent
      seasonal[start.week] = start.seasonal
    }
    var outcomes: [ScenarioOutcome] = []
    for scenario in scenarios {
      let changed = scenario.applied(to: hiring)
      outcomes.append(
        ScenarioOutcome(
          scenario: scenario, plan: try .cheapest(changed),
          planAtHand: .of(permanent: permanent, seasonal: seasonal, in: changed)))
    }
    return outcomes
  }
}
