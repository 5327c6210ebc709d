/// Everything a hiring plan depends on: what is required, who is there, and how newcomers arrive, learn and leave.
public struct HiringCase: Sendable, Hashable, Codable {
  /// The Monday of week 0.
  public var firstMonday: Day
  /// Productive agents required, one number a week.
  public var required: [Double]
  /// Trained heads employed in week 0.
  public var employed: Double
  /// Productive agents that are already on their way, by week; missing weeks count 0.
  public var committed: [Double]
  /// The share of a trained agent's paid time that is productive, after shrinkage.
  public var productiveShare: Double
  public var attrition: Attrition
  public var training: Training
  /// The most starters a class can take: trainers and chairs.
  public var classCap: Int
  /// The most people in training at once; nil when only the class counts.
  public var seats: Int?
  /// Weeks until the first class can start: recruiting takes that long.
  public var leadWeeks: Int
  /// The last week of seasonal contracts; nil when there are none.
  public var seasonalEndWeek: Int?
  public var costs: HiringCosts
  /// What can stand in for missing agents, without hiring.
  public var reliefs: [Relief]
  /// The most that hiring, everybody's pay and relief may cost over the plan; nil when only the plan's cost counts.
  public var budget: Double?

  public init(
    firstMonday: Day, required: [Double], employed: Double, committed: [Double] = [], productiveShare: Double,
    attrition: Attrition, training: Training, classCap: Int, seats: Int? = nil, leadWeeks: Int,
    seasonalEndWeek: Int? = nil, costs: HiringCosts, reliefs: [Relief] = [], budget: Double? = nil
  ) throws(PlanningError) {
    guard productiveShare > 0, productiveShare <= 1 else {
      throw .shareOutOfRange("The productive share", productiveShare)
    }
    guard required.contains(where: { $0 > 0 }) else { throw .nothingRequired }
    self.firstMonday = firstMonday
    self.required = required
    self.employed = employed
    self.committed = committed
    self.productiveShare = productiveShare
    self.attrition = attrition
    self.training = training
    self.classCap = classCap
    self.seats = seats
    self.leadWeeks = leadWeeks
    self.seasonalEndWeek = seasonalEndWeek
    self.costs = costs
    self.reliefs = reliefs
    self.budget = budget
  }

  public var weeks: Int { required.count }

  public func monday(_ week: Int) -> Day { firstMonday + 7 * week }

  /// Productive agents in `week` if nobody more is hired.
  public func supplyWithoutHiring(_ week: Int) -> Double {
    productiveShare * employed * pow(1 - attrition.tenured, Double(week))
      + (committed.indices.contains(week) ? committed[week] : 0)
  }
}

/// How many leave, per head and week.
public struct Attrition: Sendable, Hashable, Codable {
  /// Of those long there.
  public var tenured: Double
  /// Of newcomers in their first weeks after training.
  public var new: Double
  /// How many weeks after training one counts as new.
  public var newWeeks: Int

  public init(tenured: Double, new: Double, newWeeks: Int = 13) throws(PlanningError) {
    guard (0..<1).contains(tenured) else { throw .shareOutOfRange("Weekly attrition", tenured) }
    guard (0..<1).contains(new) else { throw .shareOutOfRange("Weekly attrition of newcomers", new) }
    self.tenured = tenured
    self.new = new
    self.newWeeks = newWeeks
  }
}

/// How starters become agents.
public struct Training: Sendable, Hashable, Codable {
  /// Weeks in class, without contacts.
  public var weeks: Int
  /// The share of a class that passes.
  public var passRate: Double
  /// Output in the weeks after training as shares of a trained agent's; 1 after the last.
  public var ramp: [Double]
  /// The share of a coach's time that each newcomer takes while ramping.
  public var coaching: Double

  public init(weeks: Int, passRate: Double, ramp: [Double], coaching: Double = 0) throws(PlanningError) {
    guard passRate > 0, passRate <= 1 else { throw .shareOutOfRange("The pass rate", passRate) }
    guard weeks >= 0 else { throw .curveInvalid("Training cannot last \(weeks) weeks.") }
    for share in ramp where !(0...1.5).contains(share) {
      throw .curveInvalid("A ramp of \(share) is not a share of a trained agent's output. Use numbers such as 0.5.")
    }
    self.weeks = weeks
    self.passRate = passRate
    self.ramp = ramp
    self.coaching = coaching
  }
}

/// What hiring costs and what it costs not to, in one currency.
public struct HiringCosts: Sendable, Hashable, Codable {
  /// Finding and equipping one permanent starter.
  public var hire: Double
  /// The same for one seasonal starter.
  public var seasonalHire: Double
  /// One paid head for one week.
  public var week: Double
  /// One productive agent missing for one week.
  public var shortage: Double

  public init(hire: Double, seasonalHire: Double, week: Double, shortage: Double) {
    self.hire = hire
    self.seasonalHire = seasonalHire
    self.week = week
    self.shortage = shortage
  }
}
