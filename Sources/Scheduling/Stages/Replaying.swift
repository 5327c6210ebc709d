internal import Planning
public import Postgres

// What the plan said against what really happened. Orders are facts; contacts follow from them by the season's own
// assumptions, since a shop that only kept its orders never counted them.

/// A season's plan held against its outcome.
public struct Replay: Codable, Hashable, Sendable {
  public let season: String
  /// The last day the forecast knew.
  public let asOf: LocalDate
  /// Days of the season whose orders are known by now.
  public let days: Int
  public let ordersForecast: Double
  public let ordersActual: Double
  /// Sum of absolute errors by day over the sum of orders.
  public let absoluteError: Double
  /// Share of days whose orders fell between p10 and p90; 0.8 is what such a range promises.
  public let insideRange: Double
  public let weeks: [ReplayWeek]
  public let queues: [ReplayQueue]
  /// Hiring, pay of the hired and shortage, as the plan's classes would have turned out.
  public let costMinor: Int
  /// The same for a plan that knew the orders beforehand.
  public let costKnowingMinor: Int
  public let currency: String
}

/// One week: productive agents as planned, as really needed, as supplied.
public struct ReplayWeek: Codable, Hashable, Sendable {
  public let week: LocalDate
  public let planned: Double
  public let needed: Double
  public let supply: Double
}

/// How one queue's service would have turned out.
public struct ReplayQueue: Codable, Hashable, Sendable {
  public let queue: String
  /// Open slots with contacts.
  public let slots: Int
  /// Those in which the goal was kept with the planned staff.
  public let slotsInGoal: Int
  public var share: Double { slots > 0 ? Double(slotsInGoal) / Double(slots) : 1 }
}

/// What a replay is made from.
struct ReplayInputs {
  let season: Season
  let forecast: ForecastVersion
  let forecastDays: [ForecastDay]
  let profile: DayProfile
  let slots: [RequirementSlot]
  let plan: HiringPlanVersion
  let weeks: [HiringWeek]
  let classes: [HiringClass]
  let roster: [RosterCoverage]
  let actual: OrderHistory
  let workforce: Workforce
  let assumptions: Assumptions

  func replay() throws(PlanningError) -> Replay {
    let outcome = Dictionary(uniqueKeysWithValues: actual.days.map { ($0.day, $0.orders) })
    let said = forecastDays.filter { $0.series == "orders" && outcome[$0.day] != nil && $0.day >= season.startsOn }
    let happened = said.reduce(0) { $0 + (outcome[$1.day] ?? 0) }
    let error = said.reduce(0) { $0 + abs($1.mean - (outcome[$1.day] ?? 0)) }
    let inside = said.count { $0.p10 - 0.5 <= (outcome[$0.day] ?? 0) && (outcome[$0.day] ?? 0) <= $0.p90 + 0.5 }
    let known = try knownRequirement()
    let truth = try hiring(known)
    let asPlanned = HiringPlan.of(
      permanent: starters("permanent", in: truth), seasonal: starters("seasonal", in: truth), in: truth)
    return Replay(
      season: season.code, asOf: forecast.asOf, days: said.count, ordersForecast: said.reduce(0) { $0 + $1.mean },
      ordersActual: happened, absoluteError: happened > 0 ? error / happened : 0,
      insideRange: said.isEmpty ? 0 : Double(inside) / Double(said.count), weeks: byWeek(asPlanned),
      queues: assumptions.queues.map { service(of: $0, known) }, costMinor: asPlanned.costMinor,
      costKnowingMinor: try HiringPlan.cheapest(truth).costMinor, currency: assumptions.currency)
  }

  // MARK: - With hindsight

  /// The requirement of somebody who knew the orders, over the days that are known by now.
  private func knownRequirement() throws(PlanningError) -> [RequirementSlot] {
    guard let last = actual.days.last?.day else { return [] }
    let all = try History(
      "orders", interval: 1440, days: actual.days.map { DayVolumes($0.day.planningDay, [$0.orders]) })
    let origin = forecast.historyTo.planningDay
    let ahead = all.days.filter { $0.day > origin }.map {
      Planning.ForecastDay(
        day: $0.day, total: Estimate(certain: $0.total), intervals: [Estimate(certain: $0.total)], events: [])
    }
    let orders = Forecast(
      series: "orders", interval: 1440, origin: origin, days: ahead,
      explanation: Forecast.Explanation(method: .drivers, scores: [], spikes: [], effects: [], notes: []))
    var days: [ForecastDay] = []
    for queue in assumptions.queues {
      let rate = try queue.rate(scale: assumptions.orderScale)
      let contacts = Forecast.contacts(
        channel: queue.code, rates: [rate], orders: orders, known: all.through(origin), profile: profile)
      days += contacts.days.map {
        ForecastDay(
          series: queue.code, day: LocalDate($0.day), mean: $0.total.mean, p10: $0.total.mean, p50: $0.total.mean,
          p90: $0.total.mean)
      }
    }
    let known = days.filter { $0.day >= season.startsOn && $0.day <= min(last, season.endsOn) }
    return try SeasonRequirement(known, profile: profile, assumptions: assumptions, level: .mean).slots
  }

  private func hiring(_ known: [RequirementSlot]) throws(PlanningError) -> HiringCase {
    let complete = known.filter { slot in
      actual.days.last.map { slot.day.planningDay.monday + 6 <= $0.day.planningDay } ?? false
    }
    return try SeasonHiring(
      complete, certain: complete, days: [], workforce: workforce, season: season, assumptions: assumptions,
      asOf: forecast.asOf
    ).hiring
  }

  private func starters(_ kind: String, in hiring: HiringCase) -> [Int] {
    var starters = [Int](repeating: 0, count: hiring.weeks)
    for start in classes where start.kind == kind {
      let week = (start.startsOn.planningDay - hiring.firstMonday) / 7
      if starters.indices.contains(week) { starters[week] += start.starters }
    }
    return starters
  }

  private func byWeek(_ asPlanned: HiringPlan) -> [ReplayWeek] {
    let planned = Dictionary(uniqueKeysWithValues: weeks.map { ($0.week, $0.required) })
    return asPlanned.weeks.map {
      ReplayWeek(
        week: LocalDate($0.monday), planned: planned[LocalDate($0.monday)] ?? 0, needed: $0.required, supply: $0.supply)
    }
  }

  // MARK: - Service

  /// Slots in which the planned staff would have kept the queue's goal against the contacts that came.
  private func service(of queue: QueueAssumption, _ known: [RequirementSlot]) -> ReplayQueue {
    let rostered = Dictionary(
      roster.filter { $0.queue == queue.code }.map { (Place(day: $0.day, slot: $0.slot), $0.covered) },
      uniquingKeysWith: { first, _ in first })
    let planned = Dictionary(
      slots.filter { $0.queue == queue.code }.map { (Place(day: $0.day, slot: $0.slot), $0.agents) },
      uniquingKeysWith: { first, _ in first })
    let cover = Dictionary(
      uniqueKeysWithValues: weeks.map {
        ($0.week.planningDay, $0.required > 0 ? min(1, ($0.supplyPlanned + $0.relief) / $0.required) : 1)
      })
    let busy = known.filter { $0.queue == queue.code && $0.volume > 0 }
    let kept = busy.count { slot in
      let place = Place(day: slot.day, slot: slot.slot)
      let share = cover[slot.day.planningDay.monday] ?? 1
      let staffed = rostered[place] ?? Int((Double(planned[place] ?? 0) * share).rounded())
      return queue.keepsGoal(load: slot.offeredLoad, agents: staffed)
    }
    return ReplayQueue(queue: queue.code, slots: busy.count, slotsInGoal: kept)
  }

  private struct Place: Hashable {
    let day: LocalDate
    let slot: Int
  }
}

extension QueueAssumption {
  /// Whether `agents` keep the queue's goal under `load` erlangs.
  func keepsGoal(load: Double, agents: Int) -> Bool {
    guard !isDeferred, let goalSeconds else { return Double(agents) >= load }
    let atOnce = [1] + (concurrentHandleSeconds ?? []).map { $0 / handleSeconds }
    let queue = UncertainLoad(
      load: load, spread: 0, handleSeconds: handleSeconds, patienceSeconds: patienceSeconds, atOnce: atOnce)
    guard let goal = try? ServiceGoal(answering: goalPercent / 100, within: goalSeconds) else { return false }
    return queue.performance(agents: agents, goal: goal).map { $0.answeredInTime >= goalPercent / 100 } ?? false
  }
}
