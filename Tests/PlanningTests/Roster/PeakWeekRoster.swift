@testable import Planning

/// The week of Black Friday as the planner sees it: two queues, half hours, a handful of people.
enum PeakWeekRoster {
  static let period = RosterPeriod(days: 7)
  static let returns = 0
  static let delivery = 1

  /// Eight hours in a nine hour shift, with lunch and two paid breaks.
  static let full = ShiftTemplate(
    name: "full day", starts: stride(from: 420, through: 780, by: 30).map(\.self), lengths: [540],
    breaks: [
      BreakPattern(minutes: 15, isPaid: true, window: 90...150),
      BreakPattern(minutes: 60, isPaid: false, window: 210...300, step: 30),
      BreakPattern(minutes: 15, isPaid: true, window: 360...450),
    ])
  static let short = ShiftTemplate(
    name: "short", starts: stride(from: 420, through: 1020, by: 30).map(\.self), lengths: [240, 300])

  static func agent(
    _ name: String, skills: [Int] = [returns, delivery], hours: Int = 40, most: Int? = nil
  ) -> RosterAgent {
    RosterAgent(
      id: Int64(name.utf8.reduce(0) { $0 * 31 + Int($1) }), name: name, skills: skills.map { AgentSkill(queue: $0) },
      contract: RosterContract(minutesAWeek: hours * 60, mostMinutesAWeek: (most ?? hours + 8) * 60),
      employed: 0..<7)
  }

  static let cast = [
    agent("Ana"), agent("Ben", skills: [returns]), agent("Cal", skills: [delivery]), agent("Dot", hours: 20),
    agent("Eve"), agent("Finn", skills: [returns], hours: 30),
  ]

  static func site(_ rules: RuleBook = .of(.greatBritain)) -> RosterSite {
    RosterSite(name: "Leeds", period: period, opens: 420, closes: 1320, rules: rules)
  }

  static func problem(agents: [RosterAgent] = cast, rules: RuleBook = .of(.greatBritain)) -> RosterProblem {
    let line = { (day: Int, low: Int, high: Int) in
      (0..<48).map { slot in (16..<40).contains(slot) ? (slot < 28 ? high : low) + (day == 4 ? 1 : 0) : 0 }
    }
    return RosterProblem(
      period: period, sites: [site(rules)],
      queues: [
        RosterQueue(id: 1, name: "Returns", needed: (0..<7).flatMap { line($0, 1, 2) }),
        RosterQueue(id: 2, name: "Delivery", needed: (0..<7).flatMap { line($0, 1, 1) }),
      ],
      templates: [full, short], agents: agents)
  }

  /// A shift made by hand: work on one queue from `start` to `end` of the clock, without breaks.
  static func shift(_ agent: Int, day: Int, _ start: Int, _ end: Int, queue: Int = returns) -> PlannedShift {
    let span = day * 1440 + start..<day * 1440 + end
    return PlannedShift(agent: agent, day: day, span: span, activities: [.init(span, .queue(position: queue))])
  }

  static func breaches(
    _ rule: some RosterRule, _ shifts: [PlannedShift], _ problem: RosterProblem = problem()
  )
    -> [String]
  {
    rule.breaches(by: 0, working: shifts, in: problem).map(\.words)
  }
}
