/// At most so many paid hours on a day.
public struct LongestDay: RosterRule, Hashable, Codable {
  public let minutes: Int
  public let citation: String
  public var name: String { "at most \(hoursAndMinutes(minutes)) a day" }

  public init(minutes: Int, citation: String) {
    self.minutes = minutes
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    shifts.filter { $0.paidMinutes > minutes }.map {
      breach(agent, on: $0.day, in: problem, "\(hoursAndMinutes($0.paidMinutes)) of work")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.minutesADay = min(limits.minutesADay, minutes)
  }
}
