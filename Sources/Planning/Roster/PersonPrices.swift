/// What one agent's shifts cost beside the service they give.
struct PersonPrices: Sendable {
  let agent: RosterAgent
  let prices: RosterPrices
  let period: RosterPeriod
  /// Contract minutes still owed in each week: cut for days outside employment and for absences.
  let promised: [Double]
  private let promisedSpans: [Int: Set<Range<Int>>]

  init(of agent: RosterAgent, in problem: RosterProblem) {
    self.agent = agent
    prices = problem.prices
    period = problem.period
    let clock = problem.site(of: agent).clock
    promised = problem.period.weeks.map { week in
      let days = week.reduce(0.0) { sum, day in
        guard agent.employed.contains(day) else { return sum }
        let whole = clock.midnights[day]..<clock.midnights[day + 1]
        let away = agent.absences.reduce(0) { $0 + $1.span.clamped(to: whole).count }
        return sum + max(0, 1 - Double(away) / 480)
      }
      return Double(agent.contract.minutesAWeek) * days / 7
    }
    promisedSpans = Dictionary(grouping: agent.published, by: \.day).mapValues { Set($0.map(\.span)) }
  }

  /// Overtime of week `week` with so many paid minutes.
  func overtime(week: Int, minutes: Int) -> Double {
    let carried = week == 0 ? agent.history.minutesThisWeek : 0
    return Double(max(0, minutes + carried - agent.contract.minutesAWeek)) / 60 * prices.overtimeHour
  }

  /// Contract time not given in week `week` with so many paid minutes.
  func notGiven(week: Int, minutes: Int) -> Double {
    max(0, promised[week] - Double(minutes)) / 60 * prices.contractHourNotGiven
  }

  func undesired(_ span: Range<Int>) -> Double {
    agent.wishes.filter { $0.span.overlaps(span) }.reduce(0) { $0 + $1.weight * prices.undesired }
  }

  /// What differs from the publication on `day`, when anything was published at all.
  func change(day: Int, to span: Range<Int>?) -> Double {
    if agent.published.isEmpty { return 0 }
    return promisedSpans[day] ?? [] == Set([span].compactMap(\.self)) ? 0 : prices.change
  }

  /// The price of working the weekend of week `week` at all.
  var weekend: Double { prices.weekend * Double(max(0, 1 + agent.history.weekendsOwed)) }

  func isWeekend(_ day: Int) -> Bool { period.weekday(ofDay: day) >= 5 }
}
