/// Every calendar week holds one long unbroken rest.
///
/// Weeks that the period cuts are not judged: what lies outside them is not known.
public struct WeeklyRest: RosterRule, Hashable, Codable {
  public let minutes: Int
  public let citation: String
  public var name: String { "\(hoursAndMinutes(minutes)) of unbroken rest every week" }

  public init(minutes: Int, citation: String) {
    self.minutes = minutes
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    let clock = problem.site(of: problem.agents[agent]).clock
    let history = problem.agents[agent].history
    return problem.period.weeks.filter { $0.count == 7 }.compactMap { week in
      let inside = clock.midnights[week.lowerBound]..<clock.midnights[week.upperBound]
      let ends = [history.lastShiftEnds ?? .min] + shifts.map(\.span.upperBound)
      let starts = shifts.map(\.span.lowerBound) + [.max]
      let rests = zip(ends, starts).map { min($1, inside.upperBound) - max($0, inside.lowerBound) }
      let longest = rests.max() ?? 0
      guard longest < minutes else { return nil }
      return breach(
        agent, on: week.lowerBound, in: problem, "the longest rest of the week is \(hoursAndMinutes(max(0, longest)))")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.weeklyRest = max(limits.weeklyRest, minutes)
  }
}
