/// Between the end of one shift and the start of an agent's next there must be enough rest.
///
/// Counted in minutes that really pass: the night the clocks go forward is an hour shorter.
public struct MinimumRest: RosterRule, Hashable, Codable {
  public let minutes: Int
  public let citation: String
  public var name: String { "at least \(hoursAndMinutes(minutes)) between shifts" }

  public init(minutes: Int, citation: String) {
    self.minutes = minutes
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    var end = problem.agents[agent].history.lastShiftEnds
    return shifts.compactMap { shift in
      defer { end = shift.span.upperBound }
      guard let ended = end, shift.span.lowerBound - ended < minutes else { return nil }
      let rested = hoursAndMinutes(max(0, shift.span.lowerBound - ended))
      return breach(agent, on: shift.day, in: problem, "\(rested) of rest before this shift")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.rest = max(limits.rest, minutes)
  }
}
