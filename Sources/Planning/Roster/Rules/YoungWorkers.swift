/// People under eighteen work by day, less, and rest longer.
public struct YoungWorkers: RosterRule, Hashable, Codable {
  public let minutesADay: Int
  public let minutesAWeek: Int
  public let restMinutes: Int
  /// Readings of the site's clock between which they may work.
  public let earliest: Int
  public let latest: Int
  public let citation: String
  public var name: String { "limits for under eighteens" }

  public init(
    minutesADay: Int = 480, minutesAWeek: Int = 2400, restMinutes: Int = 720, earliest: Int = 6 * 60,
    latest: Int = 22 * 60, citation: String
  ) {
    self.minutesADay = minutesADay
    self.minutesAWeek = minutesAWeek
    self.restMinutes = restMinutes
    self.earliest = earliest
    self.latest = latest
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    guard problem.agents[agent].isMinor else { return [] }
    let clock = problem.site(of: problem.agents[agent]).clock
    var end = problem.agents[agent].history.lastShiftEnds ?? -1_000_000
    var broken: [RuleBreach] = []
    for shift in shifts {
      let wall = clock.reading(at: shift.span.lowerBound).wall
      if wall < earliest || wall + shift.span.count > latest {
        broken.append(breach(agent, on: shift.day, in: problem, "works at night"))
      }
      if shift.paidMinutes > minutesADay {
        broken.append(breach(agent, on: shift.day, in: problem, "\(hoursAndMinutes(shift.paidMinutes)) of work"))
      }
      if shift.span.lowerBound - end < restMinutes {
        broken.append(breach(agent, on: shift.day, in: problem, "less than \(hoursAndMinutes(restMinutes)) of rest"))
      }
      end = shift.span.upperBound
    }
    return broken + tooLongWeeks(agent, shifts, problem)
  }

  private func tooLongWeeks(_ agent: Int, _ shifts: [PlannedShift], _ problem: RosterProblem) -> [RuleBreach] {
    problem.period.weeks.compactMap { week in
      let carried = week.lowerBound == 0 ? problem.agents[agent].history.minutesThisWeek : 0
      let worked = shifts.filter { week.contains($0.day) }.reduce(carried) { $0 + $1.paidMinutes }
      guard worked > minutesAWeek else { return nil }
      return breach(agent, on: week.lowerBound, in: problem, "\(hoursAndMinutes(worked)) in the week")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    guard agent.isMinor else { return }
    let clock = problem.site(of: agent).clock
    limits.minutesADay = min(limits.minutesADay, minutesADay)
    limits.minutesAWeek = min(limits.minutesAWeek, minutesAWeek)
    limits.rest = max(limits.rest, restMinutes)
    for day in limits.open.indices {
      let hours = clock.minute(day: day, wall: earliest)..<clock.minute(day: day, wall: latest)
      limits.open[day] = limits.open[day].compactMap { $0.overlaps(hours) ? $0.clamped(to: hours) : nil }
    }
  }
}
