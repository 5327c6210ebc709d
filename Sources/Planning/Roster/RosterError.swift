/// Why a roster cannot be made from what was given.
public enum RosterError: Error, Hashable, Sendable {
  case emptyPeriod
  case badInterval(minutes: Int)
  case wrongLength(queue: String, given: Int, expected: Int)
  case tooMuchNeeded(queue: String, interval: Int, agents: Int)
  case unknownPosition(agent: String, of: String)
  case siteWithoutDays(site: String)
  case badTemplate(name: String, reason: String)
  case shrinkingLoss(queue: String)
  case contractLongerThanWeek(agent: String)
  case badSkill(agent: String)
  case contradictoryPins(agent: String, reason: String)
  case tooManyQueues(Int)
}

extension RosterError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .emptyPeriod: "The period has no days."
    case .badInterval(let minutes): "Intervals of \(minutes) minutes do not fill an hour; use 15 or 30."
    case .wrongLength(let queue, let given, let expected):
      "\(queue) has \(given) intervals of need; the period has \(expected)."
    case .tooMuchNeeded(let queue, let interval, let agents):
      "\(queue) needs \(agents) agents in interval \(interval); a need is between 0 and 100,000."
    case .unknownPosition(let agent, let list): "\(agent) names one of the \(list) that does not exist."
    case .siteWithoutDays(let site): "\(site) lacks midnights or opening hours for some days of the period."
    case .badTemplate(let name, let reason): "The shift template \(name) \(reason)."
    case .shrinkingLoss(let queue):
      "The losses of \(queue) must grow with each missing agent: the steps' prices may not fall."
    case .contractLongerThanWeek(let agent): "\(agent) is promised more minutes than a week or their own maximum has."
    case .badSkill(let agent): "\(agent) has a skill of less than 1 or more than 200 percent."
    case .contradictoryPins(let agent, let reason): "What is published for \(agent) contradicts itself: \(reason)."
    case .tooManyQueues(let queues): "\(queues) queues are too many for one roster; it takes up to 64."
    }
  }
}

extension RosterProblem {
  /// Refuses what no roster can be made from, naming the culprit.
  public func validate() throws(RosterError) {
    guard period.days > 0 else { throw .emptyPeriod }
    guard period.intervalMinutes > 0, 60 % period.intervalMinutes == 0 else {
      throw .badInterval(minutes: period.intervalMinutes)
    }
    for site in sites where site.clock.midnights.count != period.days + 1 || site.open.count != period.days {
      throw .siteWithoutDays(site: site.name)
    }
    guard queues.count <= 64 else { throw .tooManyQueues(queues.count) }
    for queue in queues { try validate(queue) }
    for template in templates { try validate(template) }
    for agent in agents { try validate(agent) }
  }

  private func validate(_ queue: RosterQueue) throws(RosterError) {
    guard queue.needed.count == period.intervals else {
      throw .wrongLength(queue: queue.name, given: queue.needed.count, expected: period.intervals)
    }
    if let interval = queue.needed.firstIndex(where: { !(0...100_000).contains($0) }) {
      throw .tooMuchNeeded(queue: queue.name, interval: interval, agents: queue.needed[interval])
    }
    let steps = queue.shortfall.map(\.each)
    guard zip(steps, steps.dropFirst()).allSatisfy({ $0 <= $1 }), steps.allSatisfy({ $0 >= 0 }) else {
      throw .shrinkingLoss(queue: queue.name)
    }
  }

  private func validate(_ template: ShiftTemplate) throws(RosterError) {
    if template.starts.contains(where: { !(0..<1440).contains($0) }) {
      throw .badTemplate(name: template.name, reason: "starts outside 00:00 to 23:59")
    }
    if template.lengths.contains(where: { !(1...1440).contains($0) }) {
      throw .badTemplate(name: template.name, reason: "is empty or longer than a day")
    }
    for pattern in template.breaks where pattern.minutes <= 0 || pattern.step <= 0 {
      throw .badTemplate(name: template.name, reason: "has an empty break")
    }
    guard template.breaks.count <= 8, template.breaks.allSatisfy({ $0.window.count <= 256 * $0.step }) else {
      throw .badTemplate(name: template.name, reason: "has more than 8 breaks, or more than 256 places for one")
    }
  }

  private func validate(_ agent: RosterAgent) throws(RosterError) {
    guard sites.indices.contains(agent.site) else { throw .unknownPosition(agent: agent.name, of: "sites") }
    guard agent.skills.allSatisfy({ queues.indices.contains($0.queue) }) else {
      throw .unknownPosition(agent: agent.name, of: "queues")
    }
    guard agent.templates?.allSatisfy(templates.indices.contains) ?? true else {
      throw .unknownPosition(agent: agent.name, of: "templates")
    }
    guard agent.skills.allSatisfy({ (1...200).contains($0.percent) }) else { throw .badSkill(agent: agent.name) }
    let contract = agent.contract
    guard contract.minutesAWeek <= contract.mostMinutesAWeek, contract.mostMinutesAWeek <= 7 * 1440 else {
      throw .contractLongerThanWeek(agent: agent.name)
    }
    let days = agent.published.map(\.day)
    guard Set(days).count == days.count else {
      throw .contradictoryPins(agent: agent.name, reason: "two shifts start on one day")
    }
    guard days.allSatisfy((0..<period.days).contains) else {
      throw .contradictoryPins(agent: agent.name, reason: "a shift lies outside the period")
    }
  }
}
