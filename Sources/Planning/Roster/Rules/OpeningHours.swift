/// A shift lies within its site's opening hours.
public struct OpeningHours: RosterRule, Hashable, Codable {
  public var name: String { "within opening hours" }
  public var citation: String { "house" }

  public init() {}

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    let site = problem.site(of: problem.agents[agent])
    return shifts.compactMap { shift in
      guard site.open.indices.contains(shift.day), let open = site.open[shift.day] else {
        return breach(agent, on: shift.day, in: problem, "\(site.name) is closed")
      }
      guard shift.span.lowerBound < open.lowerBound || shift.span.upperBound > open.upperBound else { return nil }
      let hours = "\(site.clock.text(open.lowerBound)) to \(site.clock.text(open.upperBound))"
      return breach(agent, on: shift.day, in: problem, "\(site.name) is open from \(hours)")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    for (day, hours) in problem.site(of: agent).open.enumerated() where limits.open.indices.contains(day) {
      limits.open[day] = limits.open[day].compactMap { range in
        hours.flatMap { range.overlaps($0) ? range.clamped(to: $0) : nil }
      }
    }
  }
}
