/// At most so many paid hours in a calendar week.
///
/// Laws average over months; keeping every single week below the average is the simplest roster that obeys them.
public struct LongestWeek: RosterRule, Hashable, Codable {
  public let minutes: Int
  public let citation: String
  public var name: String { "at most \(hoursAndMinutes(minutes)) a week" }

  public init(minutes: Int, citation: String) {
    self.minutes = minutes
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    problem.period.weeks.compactMap { week in
      let carried = week.lowerBound == 0 ? problem.agents[agent].history.minutesThisWeek : 0
      let worked = shifts.filter { week.contains($0.day) }.reduce(carried) { $0 + $1.paidMinutes }
      guard worked > minutes else { return nil }
      return breach(agent, on: week.lowerBound, in: problem, "\(hoursAndMinutes(worked)) in the week")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.minutesAWeek = min(limits.minutesAWeek, minutes)
  }
}
