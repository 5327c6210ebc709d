/// At most so many days in a row, those before the period included.
public struct LongestRun: RosterRule, Hashable, Codable {
  public let days: Int
  public let citation: String
  public var name: String { "at most \(counted(days, "day")) in a row" }

  public init(days: Int, citation: String = "house") {
    self.days = days
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    var run = problem.agents[agent].history.daysInARow
    var yesterday = -1
    return shifts.compactMap { shift in
      guard shift.day != yesterday || yesterday == -1 else { return nil }
      run = shift.day == yesterday + 1 ? run + 1 : 1
      yesterday = shift.day
      return run > days ? breach(agent, on: shift.day, in: problem, "the \(run)th day in a row") : nil
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.longestRun = min(limits.longestRun, days)
  }
}
