internal import Planning
internal import Postgres

// Weeks of required agents against those who are there: whom to hire by which Monday.

/// Who is there on the day of the plan, and who is on the way.
struct Workforce {
  /// Full-time agents with a skill the season's queues ask for.
  let fullTimeAgents: Double
  let arrivals: [Arrival]
  /// Classes that start later than they were to.
  var delays: [ClassDelay] = []

  /// Somebody likely to start: on their day, or with their class when that is later.
  struct Arrival: RowDecodable {
    static let columns: StaticString =
      "coming.starts_on, arrival.probability, arrival.weekly_minutes, arrival.reference"
    let expectedOn: LocalDate
    let probability: Double
    let weeklyMinutes: Int
    let reference: String

    init(row: inout Row) throws(PostgresError) {
      expectedOn = try row.next()
      probability = try row.next()
      weeklyMinutes = try row.next()
      reference = try row.next()
    }
  }
}

/// A class that was put off.
struct ClassDelay: RowDecodable {
  static let columns: StaticString = "class.name, first_move.was_starts_on, class.starts_on, coming.starters"
  let name: String
  let wasOn: LocalDate
  let startsOn: LocalDate
  /// How many are likely to start in it.
  let starters: Double

  init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    wasOn = try row.next()
    startsOn = try row.next()
    starters = try row.next()
  }

  /// What the delay means for the plan, in a sentence.
  var sentence: String {
    "The class “\(name)” starts on \(startsOn) instead of \(wasOn): \(rounded(starters)) likely starters are productive "
      + "\(wasOn.days(until: startsOn)) days later."
  }
}

/// A hiring plan before it is kept, with the case it answers.
struct SeasonHiring {
  let hiring: HiringCase
  let plan: HiringPlan
  let assumptions: Assumptions
  let delays: [ClassDelay]

  init(
    _ slots: [RequirementSlot], workforce: Workforce, season: Season, assumptions: Assumptions, asOf: LocalDate
  ) throws(PlanningError) {
    let firstMonday = max(asOf.planningDay.monday + 7, season.startsOn.planningDay.monday)
    let required = slots.productiveAgentsByWeek(assumptions).filter { $0.monday >= firstMonday }
    guard !required.isEmpty else { throw .nothingRequired }
    let mind = assumptions.hiring
    var hiring = try HiringCase(
      firstMonday: firstMonday, required: required.map(\.agents), employed: workforce.fullTimeAgents,
      productiveShare: assumptions.planningShrinkage().productive,
      attrition: Attrition(tenured: mind.weeklyLeaversPercent / 100, new: mind.weeklyLeaversNewPercent / 100),
      training: Training(
        weeks: mind.trainingWeeks, passRate: mind.passPercent / 100, ramp: mind.rampPercent.map { $0 / 100 }),
      classCap: mind.classSize, leadWeeks: max(0, (asOf.planningDay + 7 * mind.recruitingWeeks - firstMonday + 6) / 7),
      costs: HiringCosts(
        hire: Double(mind.hireCostMinor), seasonalHire: Double(mind.hireCostMinor),
        week: Double(mind.weeklyCostMinor), shortage: Double(mind.missingAgentWeekCostMinor)))
    hiring.committed = workforce.arrivals.productive(in: hiring, hoursPerWeek: mind.hoursPerWeek)
    self.hiring = hiring
    self.assumptions = assumptions
    delays = workforce.delays
    plan = try .cheapest(hiring)
  }

  var weeks: [HiringWeek] {
    plan.weeks.map {
      HiringWeek(
        week: LocalDate($0.monday), required: $0.required, supplyBefore: max(0, $0.employed + $0.committed),
        supplyPlanned: max(0, $0.supply))
    }
  }

  var classes: [HiringClass] {
    let toProductive = 7 * (hiring.training.weeks + hiring.training.ramp.count)
    return plan.classes.flatMap { start in
      [("permanent", start.permanent), ("seasonal", start.seasonal)].filter { $0.1 > 0 }.map { kind, starters in
        HiringClass(
          startsOn: LocalDate(start.monday), kind: kind, starters: starters,
          openRequisitionOn: LocalDate(start.monday - 7 * assumptions.hiring.recruitingWeeks),
          lastSafeOn: LocalDate(start.lastSafeMonday), productiveOn: LocalDate(start.monday + toProductive),
          reason: reason(start))
      }
    }
  }

  private func reason(_ start: HiringPlan.ClassStart) -> String {
    guard let needed = start.neededBy else { return "No single week depends on it; it adds to later classes." }
    guard let week = plan.weeks.first(where: { $0.monday == needed }) else { return "The week of \(needed) needs it." }
    let without = week.employed + week.committed
    return
      "The week of \(needed) needs \(rounded(week.required)) productive agents and has \(rounded(without)) "
      + "without new classes."
  }

  var explanation: [String] {
    let loss = 1 - hiring.productiveShare
    var lines = [
      "\(rounded(hiring.employed)) full-time agents are there today; "
        + "\(rounded(assumptions.hiring.weeklyLeaversPercent)) % leave each week.",
      "Of paid time \(percent(hiring.productiveShare)) is productive: shrinkage takes \(percent(loss)).",
      "A class of at most \(hiring.classCap) starts on a Monday, trains \(hiring.training.weeks) weeks, "
        + "\(percent(hiring.training.passRate)) pass, then \(hiring.training.ramp.count) weeks of ramp.",
      "Recruiting takes \(assumptions.hiring.recruitingWeeks) weeks, so the first class can start on "
        + "\(hiring.monday(hiring.leadWeeks)).",
    ]
    let coming = hiring.committed.max() ?? 0
    lines.append(
      coming > 0
        ? "Expected arrivals add up to \(rounded(coming)) productive agents." : "Nobody else is expected to start.")
    lines += delays.map(\.sentence)
    return lines + plan.constraints
      + plan.shortWeeks.map { "The week of \($0.monday) stays \(rounded($0.gap)) productive agents short." }
  }
}

extension [Workforce.Arrival] {
  /// Productive agents that arrivals add, by week of the plan: likely starters times what a starter is worth by then.
  func productive(in hiring: HiringCase, hoursPerWeek: Double) -> [Double] {
    let worth = StarterCurve(hiring).productive
    var weeks = [Double](repeating: 0, count: hiring.weeks)
    for arrival in self {
      let starters = arrival.probability * Double(arrival.weeklyMinutes) / (hoursPerWeek * 60)
      let start = Swift.max(0, (arrival.expectedOn.planningDay - hiring.firstMonday + 6) / 7)
      for week in weeks.indices where week >= start { weeks[week] += starters * worth[week - start] }
    }
    return weeks
  }
}
