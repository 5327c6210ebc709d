internal import Planning
internal import Postgres
internal import Store

// One function a stage: read what it needs, compute, keep the result as a version. All of them run inside the
// caller's transaction, so a plan is kept whole or not at all, and a rehearsal keeps nothing.

struct Stages {
  let tx: Session
  let season: Season

  func forecast(asOf: LocalDate) throws -> ForecastVersion {
    let assumption = try season.assumptions(in: tx)
    let history = try OrderHistory.read(tx, entity: season.entity, asOf: asOf)
    guard let first = history.days.first?.day, let last = history.days.last?.day else {
      throw SchedulingError.noHistory(season: season.code, upTo: "\(asOf)")
    }
    guard last < season.endsOn else {
      throw SchedulingError.planning("The season \(season.code) is over on \(last): nothing is left to forecast.")
    }
    let events = try tx.all(SeasonEvent.all(entity: season.entity))
    let made = try planning { () throws(PlanningError) in
      try SeasonForecast(history, season: season, assumptions: assumption.body, events: events, asOf: asOf)
    }
    let version = try tx.one(
      ForecastVersion.add(
        season: season, assumption: assumption.id.rawValue, asOf: asOf, history: first...last,
        digest: digest(history.text), method: made.orders.explanation.method.rawValue,
        explanation: made.explanation(assumption.body)))
    try tx.run(ForecastDay.add(made.rows, to: version.id, of: season))
    try tx.run(ProfileShare.add(made.profile, to: version.id, of: season))
    return version
  }

  func lesson(for assumptions: Assumptions, asOf: LocalDate) throws -> Lesson {
    let orders = try OrderHistory.read(tx, entity: season.entity, asOf: asOf)
    guard !orders.days.isEmpty else { throw SchedulingError.noHistory(season: season.code, upTo: "\(asOf)") }
    let slots = try tx.all(
      QueueSlot.all(entity: season.entity, slotMinutes: assumptions.slotMinutes, asOf: asOf))
    return try planning { () throws(PlanningError) in
      var queues: [String: QueueHistory] = [:]
      for (code, slots) in Dictionary(grouping: slots, by: \.queue) {
        queues[code] = try QueueHistory(slots, slotMinutes: assumptions.slotMinutes)
      }
      return try assumptions.learnt(from: queues, orders: orders.history)
    }
  }

  func require(_ forecast: ForecastVersion, level: String) throws -> RequirementVersion {
    guard let level = StaffingLevel(rawValue: level) else {
      throw SchedulingError.planning(
        "There is no level called \(level) to staff for. Use one of \(StaffingLevel.words).")
    }
    let assumption = try tx.one(AssumptionVersion.called(forecast.assumption))
    let days = try tx.all(ForecastDay.all(of: forecast.id))
    let profile = try ProfileShare.profile(of: forecast.id, slotMinutes: assumption.body.slotMinutes, in: tx)
    let adjustments = try tx.all(Adjustment.standing(in: season.id))
    let made = try planning { () throws(PlanningError) in
      try SeasonRequirement(
        days, profile: profile, assumptions: assumption.body, level: level, adjustments: adjustments)
    }
    let version = try tx.one(
      RequirementVersion.add(
        season: season, forecast: forecast.id, assumption: forecast.assumption, quantile: level.rawValue,
        slotMinutes: assumption.body.slotMinutes))
    try tx.run(RequirementSlot.add(made.slots, to: version.id, of: season))
    return version
  }

  func hire(_ requirement: RequirementVersion, asOf: LocalDate) throws -> HiringPlanVersion {
    let made = try hiring(requirement, asOf: asOf)
    let older = try tx.first(HiringPlanVersion.newest(of: season.id)).map { version in
      let (weeks, classes) = (try tx.all(HiringWeek.all(of: version.id)), try tx.all(HiringClass.all(of: version.id)))
      return (version: version, outline: HiringOutline(version, weeks: weeks, classes: classes))
    }
    let risk = made.risk
    let version = try tx.one(
      HiringPlanVersion.add(
        season: season, requirement: requirement.id, asOf: asOf, isCovered: made.plan.shortWeeks.isEmpty,
        costMinor: made.plan.costMinor, currency: made.assumptions.currency,
        explanation: made.explanation(risk, since: older)))
    try tx.run(HiringWeek.add(made.weeks(risk), to: version.id, of: season))
    try tx.run(HiringClass.add(made.classes, to: version.id, of: season))
    return version
  }

  /// The newest hiring plan's case, reckoned again with the people as they are now.
  func hiringAtHand() throws -> SeasonHiring {
    let plan = try season.newestHiringPlan(in: tx)
    return try hiring(tx.one(RequirementVersion.called(plan.requirement)), asOf: plan.asOf)
  }

  private func hiring(_ requirement: RequirementVersion, asOf: LocalDate) throws -> SeasonHiring {
    let assumptions = try tx.one(AssumptionVersion.called(requirement.assumption)).body
    let slots = try tx.all(RequirementSlot.all(of: requirement.id))
    let workforce = try Workforce.read(tx, season: season, assumptions: assumptions, asOf: asOf)
    let days = try tx.all(ForecastDay.all(of: requirement.forecast))
    let profile = try ProfileShare.profile(of: requirement.forecast, slotMinutes: assumptions.slotMinutes, in: tx)
    let adjustments = try tx.all(Adjustment.standing(in: season.id))
    return try planning { () throws(PlanningError) in
      let certain =
        requirement.quantile == StaffingLevel.range.rawValue
        ? try SeasonRequirement(
          days, profile: profile, assumptions: assumptions, level: .mean, adjustments: adjustments
        ).slots : slots
      return try SeasonHiring(
        slots, certain: certain, days: days, workforce: workforce, season: season, assumptions: assumptions, asOf: asOf)
    }
  }

  private func planning<T>(_ body: () throws(PlanningError) -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw SchedulingError.planning("\(error)")
    }
  }

  func digest(_ text: String) throws(PostgresError) -> String {
    try tx.one(Query<String>("digest.of", "SELECT encode(sha256(convert_to(\(text), 'UTF8')), 'hex')"))
  }
}
