internal import Planning
internal import Postgres

// Contacts become agents, slot by slot: live queues by Erlang over the range of the forecast, deferred queues at an even
// pace by day that answers everything in time.

/// Every queue's slots, with the arithmetic kept for `--explain`.
struct SeasonRequirement {
  let slots: [RequirementSlot]

  init(
    _ days: [ForecastDay], profile: DayProfile, assumptions: Assumptions, level: StaffingLevel,
    adjustments: [Adjustment] = []
  ) throws(PlanningError) {
    let shrinkage = try assumptions.planningShrinkage()
    var slots: [RequirementSlot] = []
    for queue in assumptions.queues {
      let days = days.filter { $0.series == queue.code }
      let volumes = days.map { day in
        let total = day[level] * adjustments.multiple(of: queue.code, on: day.day)
        return DayVolumes(day.day.planningDay, profile[day.day.planningDay].map { $0 * total })
      }
      let spreads = level == .range ? days.map { ($0.day.planningDay, $0.logSpread) } : []
      slots +=
        queue.isDeferred
        ? try queue.deferredSlots(
          volumes, profile: profile, slotMinutes: assumptions.slotMinutes, shrinkage: shrinkage)
        : try queue.liveSlots(
          volumes, profile: profile, slotMinutes: assumptions.slotMinutes, level,
          spreads: Dictionary(uniqueKeysWithValues: spreads), shrinkage)
    }
    self.slots = slots
  }
}

extension Assumptions {
  func planningShrinkage(rostered: Bool? = nil) throws(PlanningError) -> Shrinkage {
    let parts = shrinkage.filter { rostered == nil || $0.isRostered == rostered }
    return try Shrinkage(parts.map { Shrinkage.Part($0.reason, Share($0.percent / 100), planned: $0.isRostered) })
  }
}

// MARK: - Live queues

extension QueueAssumption {
  func goal() throws(PlanningError) -> ServiceGoal {
    try ServiceGoal(
      answering: goalPercent / 100, within: goalSeconds ?? 0, occupancyAtMost: Share(occupancyLimitPercent / 100))
  }

  func handleTime() throws(PlanningError) -> HandleTime {
    try HandleTime(
      seconds: handleSeconds, pattern: handlePattern ?? [],
      atOnce: [1] + (concurrentHandleSeconds ?? []).map { $0 / handleSeconds })
  }

  func liveSlots(
    _ volumes: [DayVolumes], profile: DayProfile, slotMinutes: Int, _ level: StaffingLevel, spreads: [Day: Double],
    _ shrinkage: Shrinkage
  ) throws(PlanningError) -> [RequirementSlot] {
    let requirement = try Requirement.of(
      volumes, series: code, interval: slotMinutes, at: level.number, spreads: spreads,
      handleTime: handleTime(), goal: goal(), patienceSeconds: patienceSeconds,
      shrinkage: shrinkage)
    return requirement.intervals.filter { profile[$0.day][$0.interval] > 0 }.map { step in
      RequirementSlot(
        queue: code, day: LocalDate(step.day), slot: step.interval, volume: step.volume,
        handleSeconds: step.handleSeconds, offeredLoad: step.carriedLoad, agents: step.agents, scheduled: step.scheduled
      )
    }
  }
}

// MARK: - Deferred queues

extension QueueAssumption {
  /// Answers may wait until their deadline: each day keeps up with its own work at an even pace, and works faster where
  /// that would leave something late.
  func deferredSlots(
    _ volumes: [DayVolumes], profile: DayProfile, slotMinutes: Int, shrinkage: Shrinkage
  ) throws(PlanningError) -> [RequirementSlot] {
    guard !volumes.isEmpty else { return [] }
    let slots = 1440 / slotMinutes
    let work = try deferredWork(volumes, profile: profile, slotMinutes: slotMinutes)
    let levels = try work.dailyLevels(intervalsPerDay: slots, atLeast: work.evenLevels(intervalsPerDay: slots))
    return zip(volumes, levels).flatMap { day, level -> [RequirementSlot] in
      let agents = Int((level - 1e-6).rounded(.up))
      return profile[day.day].indices.filter { profile[day.day][$0] > 0 }.map { slot in
        RequirementSlot(
          queue: code, day: LocalDate(day.day), slot: slot, volume: day.volumes[slot], handleSeconds: handleSeconds,
          offeredLoad: level * occupancyLimitPercent / 100, agents: agents, scheduled: shrinkage.scheduled(for: agents)
        )
      }
    }
  }

  /// The queue's work with its deadlines, and a week more in which the last of it may be done.
  func deferredWork(
    _ volumes: [DayVolumes], profile: DayProfile, slotMinutes: Int
  ) throws(PlanningError) -> DeferredWork {
    let busy = handleSeconds / Double(slotMinutes * 60) / (occupancyLimitPercent / 100)
    let after = volumes.last.map { last in (1...7).map { last.day + $0 } } ?? []
    let open = (volumes.map(\.day) + after).flatMap { day in profile[day].map { $0 > 0 } }
    let arriving = volumes.flatMap { day in day.volumes.map { $0 * busy } }
    return try DeferredWork(
      arriving: arriving + [Double](repeating: 0, count: open.count - arriving.count),
      dueWithinOpenIntervals: max(1, Int((answerWithinHours ?? 0) * 60) / slotMinutes), open: open)
  }
}

// MARK: - By week

extension [RequirementSlot] {
  /// Agents at work all their contract hours who carry each week, the earliest Monday first.
  func productiveAgentsByWeek(_ assumptions: Assumptions) -> [(monday: Day, agents: Double)] {
    let hoursOfOne = assumptions.hiring.hoursPerWeek * assumptions.shiftFitPercent / 100
    let slotHours = Double(assumptions.slotMinutes) / 60
    return Dictionary(grouping: self, by: \.day.planningDay.monday)
      .map { (monday: $0.key, agents: Double($0.value.reduce(0) { $0 + $1.agents }) * slotHours / hoursOfOne) }
      .sorted { $0.monday < $1.monday }
  }
}

// MARK: - In words

extension RequirementSlot {
  /// The arithmetic of one slot, step by step.
  public func explanation(_ assumptions: Assumptions) -> [String] {
    guard let queue = assumptions.queues.first(where: { $0.code == self.queue }) else { return [] }
    let minutes = slot * assumptions.slotMinutes
    let clock = "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minutes % 60 == 0 ? "00" : "\(minutes % 60)")"
    let goal =
      queue.isDeferred
      ? "answers within \(rounded(queue.answerWithinHours ?? 0)) open hours, at an even pace that leaves nothing late"
      : "\(rounded(queue.goalPercent)) % within \(rounded(queue.goalSeconds ?? 0)) s"
    let left = assumptions.shrinkage.map { "(1 - \(rounded($0.percent / 100, 3)))" }.joined(separator: " × ")
    let chats = (queue.concurrentHandleSeconds ?? []).count + 1
    return [
      "\(queue.name), \(day) \(clock): \(rounded(volume, 2)) contacts × \(rounded(handleSeconds)) s handle time"
        + (chats > 1 ? ", up to \(chats) at once" : ""),
      queue.isDeferred
        ? "\(rounded(offeredLoad, 3)) agents' work at the day's pace"
        : "offered load \(rounded(offeredLoad, 3)) erlangs, contacts still in progress included",
      "\(agents) agents at work: \(goal), at most \(rounded(queue.occupancyLimitPercent)) % busy",
      "\(scheduled) scheduled: \(agents) ÷ \(left.isEmpty ? "1" : left), rounded up",
    ]
  }
}
