internal import Planning

// The morning tells the rest of the day: how far depends on how much days as a whole differ from their forecast.

extension DayStand {
  /// The queue's contacts slot by slot: as planned for, and as the day so far makes them.
  struct Reforecast {
    let queue: QueueAssumption
    /// Contacts counted so far; `nil` where nobody counted.
    let seen: Double?
    let expected: Double
    /// Contacts of the slots still ahead, as forecast and as they look now.
    let planned: Double
    let ahead: Double
    /// Agents needed by slot, after shrinkage that no roster places.
    let needed: [Int: Int]
    /// Slots ahead with the load they bring.
    let loads: [(slot: Int, volume: Double, load: Double, handleSeconds: Double)]
    let spread: Double
  }

  var slotMinutes: Int { assumptions.slotMinutes }
  /// The first slot that is not over.
  var nextSlot: Int {
    clock.reading(at: from).day > 0 ? 1440 / slotMinutes : clock.reading(at: from).wall / slotMinutes
  }

  func reforecasts() throws(PlanningError) -> [Reforecast] {
    var found: [Reforecast] = []
    for queue in assumptions.queues { found.append(try reforecast(queue)) }
    return found
  }

  private func reforecast(_ queue: QueueAssumption) throws(PlanningError) -> Reforecast {
    let planned = slots.filter { $0.queue == queue.code }.sorted { $0.slot < $1.slot }
    let past = planned.filter { $0.slot < nextSlot }
    let rest = planned.filter { $0.slot >= nextSlot }
    let counted = seen[queue.code]
    let (factor, spread) = told(queue, by: counted)
    let after = try queue.isDeferred ? nil : staffed(queue, rest, factor: factor, spread: spread)
    let before = try queue.isDeferred ? nil : staffed(queue, rest, factor: 1, spread: logSpread(queue))
    let shrinkage = try assumptions.planningShrinkage(rostered: false)
    var needed: [Int: Int] = [:]
    for slot in planned {
      let change = (after?[slot.slot]?.agents ?? 0) - (before?[slot.slot]?.agents ?? 0)
      needed[slot.slot] = shrinkage.scheduled(for: max(0, slot.agents + change))
    }
    let multiple = { (slot: RequirementSlot) in slot.volume * factor }
    return Reforecast(
      queue: queue, seen: counted.map { seen in past.reduce(0) { $0 + (seen[$1.slot] ?? 0) } },
      expected: past.reduce(0) { $0 + $1.volume }, planned: rest.reduce(0) { $0 + $1.volume },
      ahead: rest.reduce(0) { $0 + multiple($1) }, needed: needed,
      loads: rest.filter { $0.volume > 0 && !queue.isDeferred }.map {
        (
          slot: $0.slot, volume: multiple($0), load: after?[$0.slot]?.offeredLoad ?? $0.offeredLoad,
          handleSeconds: $0.handleSeconds
        )
      }, spread: level == .range ? spread : 0)
  }

  private func logSpread(_ queue: QueueAssumption) -> Double {
    forecast.first { $0.series == queue.code }?.logSpread ?? 0
  }

  /// What the rest of the day is as a multiple of its forecast, and how uncertain the day is now.
  private func told(_ queue: QueueAssumption, by counted: [Int: Double]?) -> (factor: Double, spread: Double) {
    guard let counted, let whole = forecast.first(where: { $0.series == queue.code }), nextSlot > 0 else {
      return (1, logSpread(queue))
    }
    let shares = profile[day.planningDay]
    let known = min(nextSlot, shares.count)
    let total = Estimate(
      mean: whole.mean, p025: whole.p10, p10: whole.p10, p50: whole.p50, p90: whole.p90, p975: whole.p90)
    let morning = Planning.ForecastDay(
      day: day.planningDay, total: total, intervals: shares.map { Estimate(certain: $0 * whole.mean) }, events: [])
    let updated = morning.updated(with: (0..<known).map { counted[$0] ?? 0 })
    let ahead = shares.dropFirst(known).reduce(0, +) * whole.mean
    let now = updated.intervals.dropFirst(known).reduce(0) { $0 + $1.mean }
    return (ahead > 0 ? now / ahead : 1, Estimate.logSpread(p10: updated.total.p10, p90: updated.total.p90))
  }

  /// The rest of a day staffed anew.
  private func staffed(
    _ queue: QueueAssumption, _ rest: [RequirementSlot], factor: Double, spread: Double
  ) throws(PlanningError) -> [Int: RequirementSlot] {
    var volumes = [Double](repeating: 0, count: 1440 / slotMinutes)
    for slot in rest { volumes[slot.slot] = slot.volume * factor }
    let made = try queue.liveSlots(
      [DayVolumes(day.planningDay, volumes)], profile: profile, slotMinutes: slotMinutes, level,
      spreads: level == .range ? [day.planningDay: spread] : [:], assumptions.planningShrinkage())
    return Dictionary(made.map { ($0.slot, $0) }) { first, _ in first }
  }

  /// The board of the day with the agents it needs now.
  func board(_ reforecasts: [Reforecast], present: Bool) -> DayBoard {
    let needed = reforecasts.map { queue in
      (0..<cells).map { cell in queue.needed[clock.reading(at: cell * Self.cell).wall / slotMinutes] ?? 0 }
    }
    let hour = Double(assumptions.hiring.missingAgentWeekCostMinor) / max(1, assumptions.hiring.hoursPerWeek)
    return DayBoard(
      cellMinutes: Self.cell, needed: needed, people: everybody(present: present), rest: rest,
      missingCost: hour * Double(Self.cell) / 60)
  }
}

extension DayStand.Reforecast {
  /// The share of what is still to come that is answered in time by the agents there; `nil` where nobody asks.
  func answered(_ there: [Int], _ stand: DayStand) throws(PlanningError) -> Double? {
    guard !loads.isEmpty else { return nil }
    let productive = try stand.assumptions.planningShrinkage(rostered: false).productive
    let goal = try queue.goal()
    let atOnce = try queue.handleTime().atOnce
    var (kept, volume) = (0.0, 0.0)
    for slot in loads {
      let cells = stand.cells(ofSlot: slot.slot)
      let least = cells.map { there[$0] }.min() ?? 0
      let load = UncertainLoad(
        load: slot.load, spread: spread, handleSeconds: slot.handleSeconds, patienceSeconds: queue.patienceSeconds,
        atOnce: atOnce)
      let agents = Int((Double(least) * productive + 1e-9).rounded(.down))
      kept += slot.volume * (agents > 0 ? load.level(agents: agents, goal: goal) : 0)
      volume += slot.volume
    }
    return volume > 0 ? kept / volume : nil
  }
}

extension DayStand {
  /// The cells in which a slot of the wall clock lies; none in the hour that spring leaves out.
  func cells(ofSlot slot: Int) -> [Int] {
    (0..<cells).filter { clock.reading(at: $0 * Self.cell).wall / slotMinutes == slot }
  }
}
