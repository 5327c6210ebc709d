/// What is published changes late only with the agent's consent.
public struct NoticeWindow: RosterRule, Hashable, Codable {
  public let days: Int
  public let citation: String
  public var name: String { "\(counted(days, "day")) of notice" }

  public init(days: Int, citation: String = "house") {
    self.days = days
    self.citation = citation
  }

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    let person = problem.agents[agent]
    guard !person.published.isEmpty else { return [] }
    return (0..<problem.period.days).compactMap { day in
      let notice = day - problem.today
      guard notice < days, !person.consents.contains(day) else { return nil }
      let planned = Set(shifts.filter { $0.day == day }.map(\.span))
      let promised = Set(person.published.filter { $0.day == day }.map(\.span))
      guard planned != promised else { return nil }
      return breach(agent, on: day, in: problem, "changed with \(counted(max(0, notice), "day")) of notice")
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    guard !agent.published.isEmpty else { return }
    let late = (0..<problem.period.days).filter { $0 - problem.today < days && !agent.consents.contains($0) }
    limits.kept.formUnion(late)
  }
}
