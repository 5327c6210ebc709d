internal import Planning
internal import Postgres

// Contacts become agents, slot by slot: live queues by Erlang, deferred queues by spreading each day's work evenly.

/// Every queue's slots, with the arithmetic kept for `--explain`.
struct SeasonRequirement {
  let slots: [RequirementSlot]

  /// - Parameter level: The number of the forecast to staff for.
  init(
    _ days: [ForecastDay], profile: DayProfile, assumptions: Assumptions, level: Estimate.Level
  ) throws(PlanningError) {
    let shrinkage = try assumptions.planningShrinkage()
    var slots: [RequirementSlot] = []
    for queue in assumptions.queues {
      let volumes = days.filter { $0.series == queue.code }.map { day in
        DayVolumes(day.day.planningDay, profile[day.day.planningDay].map { $0 * day[level] })
      }
      slots +=
        queue.isDeferred
        ? queue.deferredSlots(volumes, profile: profile, slotMinutes: assumptions.slotMinutes, shrinkage: shrinkage)
        : try queue.liveSlots(volumes, profile: profile, slotMinutes: assumptions.slotMinutes, level, shrinkage)
    }
    self.slots = slots
  }
}

extension ForecastDay {
  subscript(level: Estimate.Level) -> Double {
    switch level {
    case .mean: mean
    case .p10: p10
    case .p50: p50
    case .p90: p90
    }
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

  func liveSlots(
    _ volumes: [DayVolumes], profile: DayProfile, slotMinutes: Int, _ level: Estimate.Level, _ shrinkage: Shrinkage
  ) throws(PlanningError) -> [RequirementSlot] {
    let requirement = try Requirement.of(
      volumes, series: code, interval: slotMinutes, at: level, handleTime: HandleTime(seconds: handleSeconds),
      goal: goal(), patienceSeconds: patienceSeconds, shrinkage: shrinkage)
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
  /// Answers that may wait are written at an even pace while the centre is open.
  func deferredSlots(
    _ volumes: [DayVolumes], profile: DayProfile, slotMinutes: Int, shrinkage: Shrinkage
  ) -> [RequirementSlot] {
    volumes.flatMap { day -> [RequirementSlot] in
      let open = profile[day.day].indices.filter { profile[day.day][$0] > 0 }
      guard !open.isEmpty else { return [] }
      let load = day.total * handleSeconds / Double(open.count * slotMinutes * 60)
      let agents = Int((load / (occupancyLimitPercent / 100) - 1e-9).rounded(.up))
      return open.map { slot in
        RequirementSlot(
          queue: code, day: LocalDate(day.day), slot: slot, volume: day.volumes[slot], handleSeconds: handleSeconds,
          offeredLoad: load, agents: max(0, agents), scheduled: shrinkage.scheduled(for: max(0, agents)))
      }
    }
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
      ? "answers within \(rounded(queue.answerWithinHours ?? 0)) open hours, the day's work spread evenly"
      : "\(rounded(queue.goalPercent)) % within \(rounded(queue.goalSeconds ?? 0)) s"
    let left = assumptions.shrinkage.map { "(1 - \(rounded($0.percent / 100, 3)))" }.joined(separator: " × ")
    return [
      "\(queue.name), \(day) \(clock): \(rounded(volume, 2)) contacts × \(rounded(handleSeconds)) s handle time",
      "offered load \(rounded(offeredLoad, 3)) erlangs, contacts still in progress included",
      "\(agents) agents at work: \(goal), at most \(rounded(queue.occupancyLimitPercent)) % busy",
      "\(scheduled) scheduled: \(agents) ÷ \(left.isEmpty ? "1" : left), rounded up",
    ]
  }
}
