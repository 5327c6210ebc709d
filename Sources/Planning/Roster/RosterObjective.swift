/// What a roster costs, term by term; less is better.
public struct RosterObjective: Hashable, Sendable, Codable {
  /// Agents missing where they are needed.
  public var uncovered = 0.0
  /// Agents where nobody needs them.
  public var surplus = 0.0
  public var overtime = 0.0
  /// Contract time that is paid for and not given.
  public var notGiven = 0.0
  public var undesired = 0.0
  public var changed = 0.0
  public var weekends = 0.0

  public var total: Double { uncovered + surplus + overtime + notGiven + undesired + changed + weekends }

  public init() {}
}

extension Roster {
  /// The cost of this roster, counted from its shifts alone.
  public func objective(in problem: RosterProblem) -> RosterObjective {
    var objective = RosterObjective()
    let staffed = staffing(in: problem)
    for (queue, line) in zip(problem.queues, staffed) {
      for (needed, agents) in zip(queue.needed, line) {
        let loss = queue.loss(needed: needed, staffed: agents)
        if agents < Double(needed) { objective.uncovered += loss } else { objective.surplus += loss }
      }
    }
    for (agent, shifts) in zip(problem.agents, byAgent(problem.agents.count)) {
      objective.add(shifts, by: PersonPrices(of: agent, in: problem))
    }
    return objective
  }

  /// Agents at work, by queue and interval, a newcomer counting for their part.
  public func staffing(in problem: RosterProblem) -> [[Double]] {
    let period = problem.period
    var staffed = problem.queues.map { _ in [Double](repeating: 0, count: period.intervals) }
    for shift in shifts where problem.agents.indices.contains(shift.agent) {
      let skills = problem.agents[shift.agent].skills
      for activity in shift.activities {
        guard case .queue(let queue) = activity.kind, staffed.indices.contains(queue) else { continue }
        let percent = Double(skills.first { $0.queue == queue && $0.live.contains(shift.day) }?.percent ?? 0)
        for interval in period.intervals(touching: activity.span) {
          let from = interval * period.intervalMinutes
          let minutes = activity.span.clamped(to: from..<from + period.intervalMinutes).count
          staffed[queue][interval] += Double(minutes) / Double(period.intervalMinutes) * percent / 100
        }
      }
    }
    return staffed
  }
}

extension RosterObjective {
  fileprivate mutating func add(_ shifts: [PlannedShift], by person: PersonPrices) {
    for (position, week) in person.period.weeks.enumerated() {
      let inWeek = shifts.filter { week.contains($0.day) }
      let minutes = inWeek.reduce(0) { $0 + $1.paidMinutes }
      overtime += person.overtime(week: position, minutes: minutes)
      notGiven += person.notGiven(week: position, minutes: minutes)
      if inWeek.contains(where: { person.isWeekend($0.day) }) { weekends += person.weekend }
    }
    for shift in shifts { undesired += person.undesired(shift.span) }
    for day in 0..<person.period.days {
      changed += person.change(day: day, to: shifts.first { $0.day == day }?.span)
    }
  }
}
