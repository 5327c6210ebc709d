/// Nobody is in two places: an agent's shifts never overlap, and only one starts on a day.
public struct OneShiftAtATime: RosterRule, Hashable, Codable {
  public var name: String { "one shift at a time" }
  public var citation: String { "house" }

  public init() {}

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    zip(shifts, shifts.dropFirst()).compactMap { first, second in
      if second.span.lowerBound < first.span.upperBound {
        return breach(agent, on: second.day, in: problem, "a shift starts before the one before it has ended")
      }
      guard first.day == second.day else { return nil }
      return breach(agent, on: second.day, in: problem, "two shifts start on this day")
    }
  }

  // The search keeps at most one shift a day, and a rest of nothing or more between two.
  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.rest = max(limits.rest, 0)
  }
}
