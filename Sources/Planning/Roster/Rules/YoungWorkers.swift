/// People under eighteen work by day, less, and rest longer.
///
/// Beside the hours of the day and the days of the week it is the rules for everybody, with stricter numbers.
public struct YoungWorkers: RosterRule, Hashable, Codable {
  public let minutesADay: Int
  public let minutesAWeek: Int
  public let daysAWeek: Int
  public let restMinutes: Int
  public let weeklyRestMinutes: Int
  public let breaks: [BreaksByLength.Step]
  /// Readings of the site's clock between which they may work.
  public let earliest: Int
  public let latest: Int
  public let citation: String
  public var name: String { "limits for under eighteens" }

  public init(
    minutesADay: Int = 480, minutesAWeek: Int = 2400, daysAWeek: Int = 7, restMinutes: Int = 720,
    weeklyRestMinutes: Int = 0, breaks: [BreaksByLength.Step] = [], earliest: Int = 6 * 60, latest: Int = 22 * 60,
    citation: String
  ) {
    self.minutesADay = minutesADay
    self.minutesAWeek = minutesAWeek
    self.daysAWeek = daysAWeek
    self.restMinutes = restMinutes
    self.weeklyRestMinutes = weeklyRestMinutes
    self.breaks = breaks
    self.earliest = earliest
    self.latest = latest
    self.citation = citation
  }

  private var stricter: [any RosterRule] {
    [
      LongestDay(minutes: minutesADay, citation: citation), LongestWeek(minutes: minutesAWeek, citation: citation),
      MinimumRest(minutes: restMinutes, citation: citation),
      WeeklyRest(minutes: weeklyRestMinutes, citation: citation),
      BreaksByLength(steps: breaks, citation: citation),
    ]
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    guard problem.agents[agent].isMinor else { return [] }
    let found = stricter.flatMap { $0.breaches(by: agent, working: shifts, in: problem) }
    return nights(agent, shifts, problem) + fullWeeks(agent, shifts, problem)
      + found.map { RuleBreach(agent: agent, day: $0.day, rule: name, citation: citation, words: $0.words) }
  }

  private func nights(_ agent: Int, _ shifts: [PlannedShift], _ problem: RosterProblem) -> [RuleBreach] {
    let clock = problem.site(of: problem.agents[agent]).clock
    return shifts.compactMap { shift in
      let wall = clock.reading(at: shift.span.lowerBound).wall
      guard wall < earliest || wall + shift.span.count > latest else { return nil }
      return breach(agent, on: shift.day, in: problem, "works at night")
    }
  }

  private func fullWeeks(_ agent: Int, _ shifts: [PlannedShift], _ problem: RosterProblem) -> [RuleBreach] {
    problem.period.weeks.compactMap { week in
      let carried = week.lowerBound == 0 ? problem.agents[agent].history.shiftsThisWeek : 0
      let days = carried + shifts.count { week.contains($0.day) }
      return days > daysAWeek
        ? breach(agent, on: week.lowerBound, in: problem, "\(days) days of work in the week") : nil
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    guard agent.isMinor else { return }
    for rule in stricter { rule.limit(&limits, of: agent, in: problem) }
    limits.shiftsAWeek = min(limits.shiftsAWeek, daysAWeek)
    let clock = problem.site(of: agent).clock
    for day in limits.open.indices {
      let hours = clock.minute(day: day, wall: earliest)..<clock.minute(day: day, wall: latest)
      limits.open[day] = limits.open[day].compactMap { $0.overlaps(hours) ? $0.clamped(to: hours) : nil }
    }
  }
}
