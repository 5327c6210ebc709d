/// The longer somebody is present, the longer the break that is owed.
public struct BreaksByLength: RosterRule, Hashable, Codable {
  /// Growing; the last step that applies counts.
  public let steps: [Step]
  public let citation: String
  public var name: String { "breaks by length of shift" }

  /// Presence over this many minutes owes this much break.
  public struct Step: Hashable, Sendable, Codable {
    public let over: Int
    public let owed: Int

    public init(over: Int, owed: Int) {
      self.over = over
      self.owed = owed
    }
  }

  public init(steps: [Step], citation: String) {
    self.steps = steps
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    shifts.compactMap { shift in
      let owed = steps.filter { $0.over < shift.span.count }.map(\.owed).max() ?? 0
      guard shift.breakMinutes < owed else { return nil }
      let present = hoursAndMinutes(shift.span.count)
      return breach(
        agent, on: shift.day, in: problem, "\(shift.breakMinutes) min of break in \(present), \(owed) min are owed")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.breaks += steps
  }
}
