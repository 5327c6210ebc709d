/// Only somebody whose certificate holds that day takes a queue's contacts.
public struct SkillGate: RosterRule, Hashable, Codable {
  public var name: String { "no live contacts without the skill" }
  public var citation: String { "house" }

  public init() {}

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    shifts.flatMap { shift in
      let held = problem.agents[agent].skills.filter { $0.live.contains(shift.day) }.map(\.queue)
      var reported: Set<Int> = []
      return shift.activities.compactMap { activity -> RuleBreach? in
        guard case .queue(let queue) = activity.kind, !held.contains(queue), reported.insert(queue).inserted else {
          return nil
        }
        let queueName = problem.queues.indices.contains(queue) ? problem.queues[queue].name : "queue \(queue)"
        return breach(agent, on: shift.day, in: problem, "works \(queueName) without the skill")
      }
    }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.skills = (0..<problem.period.days).map { agent.skills(on: $0) }
  }
}
