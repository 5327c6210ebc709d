/// A shift is one of the templates, its activities fill it, and its breaks lie where the template allows.
public struct ShiftPattern: RosterRule, Hashable, Codable {
  public var name: String { "shifts follow a template" }
  public var citation: String { "house" }

  public init() {}

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    let promised = problem.agents[agent].published.map(\.span)
    return shifts.filter { !promised.contains($0.span) }.compactMap { shift in
      fault(of: shift, problem, problem.agents[agent]).map { breach(agent, on: shift.day, in: problem, $0) }
    }
  }

  private func fault(of shift: PlannedShift, _ problem: RosterProblem, _ agent: RosterAgent) -> String? {
    var at = shift.span.lowerBound
    for activity in shift.activities {
      if activity.span.lowerBound != at { return "its activities leave a hole or overlap" }
      at = activity.span.upperBound
    }
    if at != shift.span.upperBound { return "its activities do not fill it" }
    guard let position = shift.template else { return nil }
    guard problem.templates.indices.contains(position) else { return "its template does not exist" }
    if let allowed = agent.templates, !allowed.contains(position) { return "may not be given this template" }
    let template = problem.templates[position]
    let clock = problem.site(of: agent).clock
    let starts = template.starts.map { clock.minute(day: shift.day, wall: $0) }
    if !starts.contains(shift.span.lowerBound) { return "starts where \(template.name) does not" }
    if !template.lengths.contains(shift.span.count) { return "is not as long as \(template.name)" }
    return breakFault(of: shift, template)
  }

  private func breakFault(of shift: PlannedShift, _ template: ShiftTemplate) -> String? {
    let breaks = shift.activities.filter { if case .rest = $0.kind { true } else { false } }
    if breaks.count != template.breaks.count { return "has \(counted(breaks.count, "break"))" }
    var workedFrom = shift.span.lowerBound
    for (taken, pattern) in zip(breaks, template.breaks) {
      let offset = taken.span.lowerBound - shift.span.lowerBound
      if taken.span.count != pattern.minutes || taken.kind != .rest(isPaid: pattern.isPaid) {
        return "a break is not as long or not as paid as agreed"
      }
      if !pattern.window.contains(offset) { return "a break is outside its window" }
      if taken.span.lowerBound - workedFrom < template.leastStretch { return "a stretch of work is too short" }
      workedFrom = taken.span.upperBound
    }
    return shift.span.upperBound - workedFrom < template.leastStretch ? "a stretch of work is too short" : nil
  }

  // The search only knows shapes made from templates, and places breaks by their patterns.
  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {}
}
