/// Published shifts of one agent that must stay and cannot all stay.
public struct PinConflict: Hashable, Sendable, Codable {
  public let agent: Int
  /// The smallest set that breaks the rule: without any one of them it is kept.
  public let shifts: [PlannedShift]
  public let breach: RuleBreach
  /// Who, which shifts, and what is broken.
  public let words: String
}

extension RosterProblem {
  /// Where what is published and inside the notice window contradicts a rule; empty when all of it can stay.
  ///
  /// For each agent and rule the shifts are left out one after the other for as long as the rule stays broken, so
  /// that only those remain which contradict each other.
  public var pinConflicts: [PinConflict] {
    agents.indices.flatMap { agent -> [PinConflict] in
      let kept = Limits(of: agents[agent], in: self).kept
      let pinned = agents[agent].published.filter { kept.contains($0.day) }
        .map {
          PlannedShift(agent: agent, day: $0.day, span: $0.span, template: $0.template, activities: $0.activities)
        }
        .sorted { $0.span.lowerBound < $1.span.lowerBound }
      if pinned.isEmpty { return [] }
      // The notice window asks for what is published, so that it is no party to the quarrel.
      let rules = site(of: agents[agent]).rules.rules.filter { !($0 is NoticeWindow) }
      return rules.compactMap { conflict(of: agent, pinned, $0) }
    }
  }

  private func conflict(of agent: Int, _ pinned: [PlannedShift], _ rule: some RosterRule) -> PinConflict? {
    var shifts = pinned
    guard !rule.breaches(by: agent, working: shifts, in: self).isEmpty else { return nil }
    for shift in pinned {
      let fewer = shifts.filter { $0 != shift }
      if !rule.breaches(by: agent, working: fewer, in: self).isEmpty { shifts = fewer }
    }
    guard let breach = rule.breaches(by: agent, working: shifts, in: self).first else { return nil }
    return PinConflict(agent: agent, shifts: shifts, breach: breach, words: words(agent, shifts, breach))
  }

  private func words(_ agent: Int, _ shifts: [PlannedShift], _ breach: RuleBreach) -> String {
    let clock = site(of: agents[agent]).clock
    let told = shifts.map {
      "\(period.weekdayName(ofDay: $0.day)) \(clock.text($0.span.lowerBound))–\(clock.text($0.span.upperBound))"
    }
    let all = told.count > 1 ? "cannot all stay" : "cannot stay"
    return
      "\(agents[agent].name)'s published \(told.joined(separator: ", ")) \(all): \(breach.rule) (\(breach.citation))"
  }
}
