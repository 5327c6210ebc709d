internal import Planning
internal import Postgres

// Weeks of required agents against those who are there: whom to hire by which Monday.

/// A hiring plan before it is kept, with the case it answers.
struct SeasonHiring {
  let hiring: HiringCase
  let plan: HiringPlan
  let assumptions: Assumptions
  /// Those on their way or about to leave, and the productive agents they are worth by week.
  let coming: [(group: Workforce.Coming, productive: [Double])]

  /// How far demand may stray from the forecast, as the spread of its logarithm.
  let demandSpread: Double

  /// The case with the agents that the forecast's mean takes to the contact, against which chance is played.
  let certain: HiringCase

  /// - Parameters:
  ///   - certain: The slots if the forecast were met to the contact; what is staffed beyond them is there for chance.
  ///   - days: The forecast's days, for how far demand may stray; empty when it is known.
  init(
    _ slots: [RequirementSlot], certain: [RequirementSlot], days: [ForecastDay], workforce: Workforce, season: Season,
    assumptions: Assumptions,
    asOf: LocalDate
  ) throws(PlanningError) {
    let firstMonday = max(asOf.planningDay.monday + 7, season.startsOn.planningDay.monday)
    let required = slots.productiveAgentsByWeek(assumptions).filter { $0.monday >= firstMonday }
    guard !required.isEmpty else { throw .nothingRequired }
    let mind = assumptions.hiring
    let lastSeasonalWeek = mind.seasonal.map { ($0.lastDay.planningDay + 1 - firstMonday) / 7 - 1 }
    var hiring = try HiringCase(
      firstMonday: firstMonday, required: required.map(\.agents), employed: workforce.fullTimeAgents,
      productiveShare: assumptions.planningShrinkage().productive,
      attrition: Attrition(tenured: mind.weeklyLeaversPercent / 100, new: mind.weeklyLeaversNewPercent / 100),
      training: Training(
        weeks: mind.trainingWeeks, passRate: mind.passPercent / 100, ramp: mind.rampPercent.map { $0 / 100 }),
      classCap: mind.classSize, seats: mind.trainingSeats,
      leadWeeks: max(0, (asOf.planningDay + 7 * mind.recruitingWeeks - firstMonday + 6) / 7),
      seasonalEndWeek: lastSeasonalWeek.flatMap { $0 >= 0 ? $0 : nil },
      costs: HiringCosts(
        hire: mind.hireCostMinor.major, seasonalHire: (mind.seasonal?.hireCostMinor ?? mind.hireCostMinor).major,
        week: mind.weeklyCostMinor.major, shortage: mind.missingAgentWeekCostMinor.major),
      reliefs: mind.reliefs(), budget: mind.budgetMinor?.major)
    coming = workforce.coming.map { ($0, $0.productive(in: hiring)) }
    hiring.committed = coming.reduce(into: [Double](repeating: 0, count: hiring.weeks)) { sum, group in
      for week in sum.indices { sum[week] += group.productive[week] }
    }
    demandSpread = days.demandSpread
    self.hiring = hiring
    var toTheContact = hiring
    toTheContact.required = certain.productiveAgentsByWeek(assumptions).filter { $0.monday >= firstMonday }.map(
      \.agents)
    self.certain = toTheContact
    self.assumptions = assumptions
    plan = try .cheapest(hiring)
  }

  /// The plan played through: the seed is fixed, so the same plan has the same odds.
  var risk: HiringRisk { .of(plan, in: certain, demandSpread: demandSpread) }

  func weeks(_ risk: HiringRisk) -> [HiringWeek] {
    zip(plan.weeks, risk.weeks).map { week, odds in
      HiringWeek(
        week: LocalDate(week.monday), required: week.required, supplyBefore: max(0, week.employed + week.committed),
        supplyPlanned: max(0, week.supply), overtime: week.overtime, outsourced: week.outsourced,
        odds: HiringWeek.Odds(
          short: odds.short, requiredP10: odds.requiredP10, requiredP90: odds.requiredP90, supplyP10: odds.supplyP10,
          supplyP90: odds.supplyP90))
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

  /// The reckoning in words.
  ///
  /// - Parameter older: The plan before this one, whose differences are told; nil when it is the first.
  func explanation(_ risk: HiringRisk, since older: (version: HiringPlanVersion, outline: HiringOutline)?) -> [String] {
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
    lines += coming.isEmpty ? ["Nobody else is expected to start."] : coming.map { $0.group.words($0.productive) }
    let (all, bare) = (hiring.required.reduce(0, +), certain.required.reduce(0, +))
    if all > bare * 1.001, bare > 0 {
      lines.append(
        "Keeping the goal over the whole range takes \(percent(all / bare - 1)) more than for the mean alone.")
    }
    lines += Relief.Kind.allCases.compactMap { kind in plan.words(for: kind) }
    lines += plan.constraints
    lines += plan.shortWeeks.map { "The week of \($0.monday) stays \(rounded($0.gap)) productive agents short." }
    lines.append(
      "Played through \(risk.paths) times with demand and people as they may turn out, every week is covered in "
        + "\(percent(risk.coveredThroughout))" + (risk.riskiest.map { "; \($0)." } ?? "."))
    guard let older else { return lines }
    return lines
      + plan.outline.changes(since: older.outline).map {
        "Since plan \(older.version.id) of \(older.version.asOf): \($0)"
      }
  }
}

extension HiringRisk {
  /// The week that is most often short, in words; nil when none ever is.
  fileprivate var riskiest: String? {
    guard let week = weeks.max(by: { $0.short < $1.short }), week.short > 0 else { return nil }
    return "the week of \(week.monday) is short in \(percent(week.short))"
  }
}

extension [ForecastDay] {
  /// How far a week of the season strays: the days of a week are taken to stray together, the cautious reading.
  fileprivate var demandSpread: Double {
    let spreads = filter { $0.series != "orders" && $0.mean > 0 }.map { (spread: $0.logSpread, weight: $0.mean) }
    let weight = spreads.reduce(0) { $0 + $1.weight }
    return weight > 0 ? spreads.reduce(0) { $0 + $1.spread * $1.weight } / weight : 0
  }
}

extension HiringOutline {
  /// A kept plan as it is remembered.
  init(_ version: HiringPlanVersion, weeks: [HiringWeek], classes: [HiringClass]) {
    self.init(
      starters: Dictionary(classes.map { ($0.startsOn.planningDay, $0.starters) }, uniquingKeysWith: +),
      required: Dictionary(uniqueKeysWithValues: weeks.map { ($0.week.planningDay, $0.required) }),
      there: Dictionary(uniqueKeysWithValues: weeks.map { ($0.week.planningDay, $0.supplyBefore) }),
      cost: version.costMinor.major)
  }
}

extension HiringAssumption {
  fileprivate func reliefs() throws(PlanningError) -> [Relief] {
    var reliefs: [Relief] = []
    if let overtime {
      reliefs.append(try Relief(.overtime, upTo: overtime.percent / 100, price: overtime.weeklyCostMinor.major))
    }
    if let outsourcing {
      reliefs.append(try Relief(.outsourcing, upTo: outsourcing.agents, price: outsourcing.weeklyCostMinor.major))
    }
    return reliefs
  }
}

extension Int {
  /// An amount of hundredths in whole units, as plans reckon and people read.
  var major: Double { Double(self) / 100 }
}

extension HiringPlan {
  /// The plan's cost in hundredths, as it is kept.
  var costMinor: Int { Int((cost * 100).rounded()) }
}

extension HiringPlan {
  /// How much overtime or outsourcing the plan uses; nil when none.
  fileprivate func words(for kind: Relief.Kind) -> String? {
    let used = weeks.map { (monday: $0.monday, agents: kind == .overtime ? $0.overtime : $0.outsourced) }
    guard let most = used.max(by: { $0.agents < $1.agents }), most.agents > 0.01 else { return nil }
    return "\(kind == .overtime ? "Overtime" : "The outsourcer") does \(rounded(used.reduce(0) { $0 + $1.agents })) "
      + "productive agents' weeks, most in the week of \(most.monday): \(rounded(most.agents))."
  }
}
