import Planning

/// A made-up contact centre in its peak week: four queues, twelve skill classes, two zones, mixed contracts.
///
/// Deterministic in the number of agents and the seed; nobody's real data.
struct RosterSeason {
  let agents: Int
  let weeks: Int
  private var state: UInt64

  init(agents: Int, weeks: Int, seed: UInt64) {
    self.agents = agents
    self.weeks = weeks
    state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
  }

  private static let classes: [[Int]] = [
    [0], [1], [2], [3], [0, 1], [0, 2], [1, 2], [2, 3], [0, 1, 2], [1, 2, 3], [0, 3], [0, 1, 2, 3],
  ]
  private static let shares = [18, 14, 10, 8, 12, 8, 7, 6, 6, 4, 4, 3]

  private mutating func draw(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func problem() -> RosterProblem {
    let period = RosterPeriod(days: 7 * weeks, intervalMinutes: 15)
    let leeds = RosterSite(name: "Leeds", period: period, opens: 420, closes: 1320, rules: .leeds)
    // Berlin's midnight comes an hour before that of the home site.
    let clock = SiteClock(midnights: (0...period.days).map { $0 * 1440 - 60 })
    let berlin = RosterSite(
      name: "Berlin", clock: clock,
      open: (0..<period.days).map { clock.minute(day: $0, wall: 420)..<clock.minute(day: $0, wall: 1320) },
      rules: .berlin)
    return RosterProblem(
      period: period, sites: [leeds, berlin], queues: queues(period), templates: Self.templates,
      agents: (0..<agents).map { agent($0, period) })
  }

  private static let templates = [
    ShiftTemplate(
      name: "full", starts: stride(from: 420, through: 780, by: 30).map(\.self), lengths: [540],
      breaks: [
        BreakPattern(minutes: 15, isPaid: true, window: 90...150),
        BreakPattern(minutes: 60, isPaid: false, window: 210...300, step: 30),
        BreakPattern(minutes: 15, isPaid: true, window: 390...450),
      ]),
    ShiftTemplate(
      name: "part", starts: stride(from: 420, through: 960, by: 30).map(\.self), lengths: [360],
      breaks: [BreakPattern(minutes: 15, isPaid: true, window: 120...210)]),
  ]

  /// Need by queue: two humps a day, a strong Monday, quiet weekends; about what the agents can give.
  private mutating func queues(_ period: RosterPeriod) -> [RosterQueue] {
    let weekday = [1.25, 1.1, 1.0, 1.0, 1.05, 0.7, 0.6]
    let names = ["Returns", "Delivery", "Orders", "Accounts"]
    let shares = [0.36, 0.28, 0.22, 0.14]
    return names.enumerated().map { position, name in
      let needed = (0..<period.intervals).map { interval -> Int in
        let minute = interval * 15 % 1440
        guard (480..<1260).contains(minute) else { return 0 }
        let hour = Double(minute) / 60
        let first = max(0, 1 - abs(hour - 11) / 4)
        let second = max(0, 1 - abs(hour - 16.5) / 4.5)
        let shape = 0.35 + max(first, 0.85 * second)
        let noise = 0.92 + Double(draw(160)) / 1000
        let day = weekday[period.weekday(ofDay: interval / 96)]
        return Int((Double(agents) * 0.42 * shares[position] * shape * day * noise).rounded())
      }
      return RosterQueue(
        id: Int64(position + 1), name: name, needed: needed,
        shortfall: [.init(agents: max(1, agents / 40), each: 60), .init(agents: .max, each: 100)], surplus: 2)
    }
  }

  private mutating func agent(_ position: Int, _ period: RosterPeriod) -> RosterAgent {
    var pick = draw(100)
    let kind = Self.shares.firstIndex { share in
      pick -= share
      return pick < 0
    }
    let hours = [40, 40, 40, 30, 24, 20][draw(6)]
    let isNew = draw(10) == 0
    var agent = RosterAgent(
      id: Int64(position + 1), name: "Agent \(position + 1)", site: draw(4) == 0 ? 1 : 0,
      skills: Self.classes[kind ?? 0].map { AgentSkill(queue: $0, percent: isNew ? 70 : 100) },
      contract: RosterContract(
        minutesAWeek: hours * 60, mostMinutesAWeek: min(48, hours + 8) * 60, mostMinutesADay: 600, mostShiftsAWeek: 5),
      employed: 0..<period.days)
    if draw(12) == 0 {
      let day = draw(period.days)
      agent.absences = [Absence(day * 1440..<(day + 1) * 1440, reason: "leave")]
    }
    return agent
  }
}
