/// How many agents each interval takes, with every step of the arithmetic.
public struct Requirement: Sendable, Hashable, Codable {
  public let series: String
  /// Minutes an interval lasts.
  public let interval: Int
  public let goal: ServiceGoal
  /// Mean time customers wait before they give up; nil when they never do.
  public let patienceSeconds: Double?
  /// Multiples of the handle time with 1, 2, … contacts at once; `[1]` where an agent takes one at a time.
  public let atOnce: [Double]
  public let shrinkage: Shrinkage
  /// The number of the forecast that was planned for.
  public let level: Estimate.Level
  public let intervals: [Step]

  /// One interval from volume to scheduled agents.
  public struct Step: Sendable, Hashable, Codable {
    public let day: Day
    /// The place in the day, from 0.
    public let interval: Int
    public let volume: Double
    public let handleSeconds: Double
    /// Agents kept busy by this interval's contacts alone.
    public let load: Double
    /// The same with contacts still in progress from before: what is staffed for.
    public let carriedLoad: Double
    /// Agents that the service goal asks for.
    public let agentsForService: Int
    /// Agents that the occupancy cap asks for; 0 without a cap.
    public let agentsForOccupancy: Int
    /// Agents at work: the larger of the two.
    public let agents: Int
    /// Agents to schedule, so that as many are at work after shrinkage.
    public let scheduled: Int
    /// What customers may expect from that many agents; nil when closed.
    public let performance: Performance?
  }

  /// The agents that a forecast takes.
  ///
  /// - Parameters:
  ///   - level: The number of each estimate to plan for, the mean or a quantile.
  ///   - overRange: Keep the goal on average over the day's range, not only if the forecast is met to the contact.
  ///   - patienceSeconds: Mean patience (Erlang A); nil for endless patience (Erlang C).
  /// - Throws: ``PlanningError/patienceNotPositive(_:)``, ``PlanningError/curveInvalid(_:)`` for chats without patience.
  public static func of(
    _ forecast: Forecast, at level: Estimate.Level = .mean, overRange: Bool = false, handleTime: HandleTime,
    goal: ServiceGoal, patienceSeconds: Double?, shrinkage: Shrinkage
  ) throws(PlanningError) -> Requirement {
    let volumes = forecast.days.map { DayVolumes($0.day, $0.intervals.map { $0[level] }) }
    let spreads = Dictionary(uniqueKeysWithValues: forecast.days.map { ($0.day, $0.total.logSpread) })
    return try of(
      volumes, series: forecast.series, interval: forecast.interval, at: level, spreads: overRange ? spreads : [:],
      handleTime: handleTime, goal: goal, patienceSeconds: patienceSeconds, shrinkage: shrinkage)
  }

  /// The agents that given volumes take: known ones, or a scenario's.
  ///
  /// - Parameter spreads: How uncertain a day's volume is, as the spread of its logarithm; days left out are certain.
  public static func of(
    _ days: [DayVolumes], series: String, interval: Int, at level: Estimate.Level = .mean,
    spreads: [Day: Double] = [:], handleTime: HandleTime, goal: ServiceGoal, patienceSeconds: Double?,
    shrinkage: Shrinkage
  ) throws(PlanningError) -> Requirement {
    if let patienceSeconds, !(patienceSeconds > 0) { throw .patienceNotPositive(patienceSeconds) }
    guard patienceSeconds != nil || handleTime.atOnce.count == 1 else {
      throw .curveInvalid("Nobody waits for a chat for ever: give the patience of those who chat.")
    }
    var carried = ModifiedOfferedLoad(intervalMinutes: interval)
    var steps: [Step] = []
    for day in days {
      for (place, volume) in day.volumes.enumerated() {
        guard volume.isFinite else { throw .volumeNotFinite(day.day) }
        guard volume >= 0 else { throw .negativeVolume(day.day, volume) }
        let handle = handleTime.seconds(on: day.day, interval: place)
        let load = offeredLoad(volume: volume, handleSeconds: handle, intervalMinutes: Double(interval))
        let demand = Demand(
          day: day.day, interval: place, volume: volume, handleSeconds: handle, load: load,
          carriedLoad: carried.next(volume: volume, handleSeconds: handle), spread: spreads[day.day] ?? 0,
          atOnce: handleTime.atOnce)
        steps.append(demand.staffed(for: goal, patienceSeconds: patienceSeconds, shrinkage: shrinkage))
      }
    }
    return Requirement(
      series: series, interval: interval, goal: goal, patienceSeconds: patienceSeconds,
      atOnce: handleTime.atOnce, shrinkage: shrinkage, level: level, intervals: steps)
  }

  /// Agents at work, summed over the intervals, in hours.
  public var agentHours: Double { hours(intervals.map(\.agents)) }

  /// Agents scheduled, summed over the intervals, in hours.
  public var scheduledHours: Double { hours(intervals.map(\.scheduled)) }

  private func hours(_ agents: [Int]) -> Double {
    Double(agents.reduce(0, +) * interval) / 60
  }
}

// MARK: - From load to agents

/// What an interval brings, before anybody is placed against it.
private struct Demand {
  let day: Day
  let interval: Int
  let volume: Double
  let handleSeconds: Double
  let load: Double
  let carriedLoad: Double
  let spread: Double
  let atOnce: [Double]

  func staffed(for goal: ServiceGoal, patienceSeconds: Double?, shrinkage: Shrinkage) -> Requirement.Step {
    guard volume > 0 else { return step(service: 0, occupancy: 0, shrinkage: .none, performance: nil) }
    let service = agents(for: goal.serviceAlone, patienceSeconds: patienceSeconds)
    var capped = 0
    if let cap = goal.occupancyAtMost, performance(service, goal, patienceSeconds).map(goal.isKept) != true {
      capped =
        patienceSeconds == nil
        ? cap.agents(carrying: carriedLoad) : agents(for: goal, patienceSeconds: patienceSeconds)
    }
    let performance = performance(max(service, capped), goal, patienceSeconds)
    return step(service: service, occupancy: capped, shrinkage: shrinkage, performance: performance)
  }

  private func step(
    service: Int, occupancy: Int, shrinkage: Shrinkage, performance: Performance?
  ) -> Requirement.Step {
    let agents = max(service, occupancy)
    return Requirement.Step(
      day: day, interval: interval, volume: volume, handleSeconds: handleSeconds, load: load, carriedLoad: carriedLoad,
      agentsForService: service, agentsForOccupancy: occupancy, agents: agents,
      scheduled: shrinkage.scheduled(for: agents), performance: performance)
  }

  private func agents(for goal: ServiceGoal, patienceSeconds: Double?) -> Int {
    uncertain(patienceSeconds).agents(for: goal)
  }

  private func performance(_ agents: Int, _ goal: ServiceGoal, _ patienceSeconds: Double?) -> Performance? {
    uncertain(patienceSeconds).performance(agents: agents, goal: goal)
  }

  private func uncertain(_ patienceSeconds: Double?) -> UncertainLoad {
    UncertainLoad(
      load: carriedLoad, spread: spread, handleSeconds: handleSeconds, patienceSeconds: patienceSeconds, atOnce: atOnce)
  }
}
