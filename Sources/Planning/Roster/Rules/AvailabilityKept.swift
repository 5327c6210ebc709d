/// Nobody is planned while away, in class, unavailable or not employed.
public struct AvailabilityKept: RosterRule, Hashable, Codable {
  public var name: String { "only when available" }
  public var citation: String { "contract" }

  public init() {}

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    let person = problem.agents[agent]
    return shifts.flatMap { shift in
      var broken: [RuleBreach] = []
      if !person.employed.contains(shift.day) {
        broken.append(breach(agent, on: shift.day, in: problem, "is not employed that day"))
      }
      for absence in person.absences where absence.span.overlaps(shift.span) {
        broken.append(breach(agent, on: shift.day, in: problem, "is away: \(absence.reason)"))
      }
      let windows = person.availability[shift.day] ?? [shift.span]
      let fits = windows.contains {
        $0.lowerBound <= shift.span.lowerBound && shift.span.upperBound <= $0.upperBound
      }
      if !fits { broken.append(breach(agent, on: shift.day, in: problem, "is not available then")) }
      return broken
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.blocked += agent.absences.map(\.span)
    for day in limits.free.indices {
      if !agent.employed.contains(day) { limits.free[day] = [] }
      guard let windows = agent.availability[day] else { continue }
      limits.free[day] = limits.free[day].flatMap { free in
        windows.compactMap { free.overlaps($0) ? free.clamped(to: $0) : nil }
      }
    }
  }
}
