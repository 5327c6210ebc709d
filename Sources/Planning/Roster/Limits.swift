/// What the rules leave the search free to do with one agent: the resources it spends.
///
/// Built once for an agent by every rule's `limit`; the builder and the pricing of the optimiser know these
/// numbers and no rule.
struct Limits: Sendable {
  /// Real minutes between two shifts.
  var rest = 0
  /// Days in a row.
  var longestRun = Int.max
  /// Unbroken rest owed in every calendar week.
  var weeklyRest = 0
  /// Paid minutes a day, a week; shifts a week.
  var minutesADay = Int.max
  var minutesAWeek = Int.max
  var shiftsAWeek = Int.max
  /// Where a shift must lie whole, by day; empty when the agent cannot work that day.
  var open: [[Range<Int>]]
  var free: [[Range<Int>]]
  /// Where no shift may lie.
  var blocked: [Range<Int>] = []
  /// The live skills of each day.
  var skills: [[AgentSkill]]
  /// Break owed by presence; the longest that applies counts.
  var breaks: [BreaksByLength.Step] = []
  /// Days whose published shift, or published day off, must stay.
  var kept: Set<Int> = []

  /// Everything the rules of the agent's site leave.
  init(of agent: RosterAgent, in problem: RosterProblem) {
    let whole = (-1_000_000)..<1_000_000
    open = Array(repeating: [whole], count: problem.period.days)
    free = open
    skills = Array(repeating: problem.queues.indices.map { AgentSkill(queue: $0) }, count: problem.period.days)
    for rule in problem.site(of: agent).rules.rules { rule.limit(&self, of: agent, in: problem) }
  }
}

/// Why a shift cannot be given.
enum Obstacle: Int, Sendable, CaseIterable {
  case closed, away, unavailable, unskilled, pinned, dayHours, breaks, weekHours, rest, run, weeklyRest
}

/// One agent's shifts while they are being chosen, at most one a day.
struct Tour: Sendable {
  var days: [PlannedShift?]

  init(days: Int) { self.days = Array(repeating: nil, count: days) }
}

extension Limits {
  /// What forbids `shape` whatever else the agent works.
  func obstacle(to shape: ShiftShape, breakMinutes: Int) -> Obstacle? {
    let day = shape.day
    let holds = { (range: Range<Int>) in
      range.lowerBound <= shape.span.lowerBound && shape.span.upperBound <= range.upperBound
    }
    if kept.contains(day) { return .pinned }
    if !open[day].contains(where: holds) { return .closed }
    if blocked.contains(where: { $0.overlaps(shape.span) }) { return .away }
    if !free[day].contains(where: holds) { return .unavailable }
    if skills[day].isEmpty { return .unskilled }
    if shape.paidMinutes > minutesADay { return .dayHours }
    let owed = breaks.filter { shape.span.count > $0.over }.map(\.owed).max() ?? 0
    return breakMinutes < owed ? .breaks : nil
  }

  /// What forbids `shape` beside the other shifts of `tour`; the shape's own day is taken as free.
  func obstacle(
    to shape: ShiftShape, beside tour: Tour, history: RosterHistory, weeks: [Range<Int>], clock: SiteClock
  ) -> Obstacle? {
    let before = tour.days[..<shape.day].last { $0 != nil } ?? nil
    let after = tour.days[(shape.day + 1)...].first { $0 != nil } ?? nil
    if let end = before?.span.upperBound ?? history.lastShiftEnds, shape.span.lowerBound - end < rest { return .rest }
    if let start = after?.span.lowerBound, start - shape.span.upperBound < rest { return .rest }
    if run(around: shape.day, in: tour, history) > longestRun { return .run }
    guard let week = weeks.first(where: { $0.contains(shape.day) }) else { return .closed }
    let others = week.compactMap { $0 == shape.day ? nil : tour.days[$0] }
    let carried = week.lowerBound == 0
    let minutes = others.reduce(shape.paidMinutes) { $0 + $1.paidMinutes } + (carried ? history.minutesThisWeek : 0)
    if minutes > minutesAWeek { return .weekHours }
    if others.count + 1 + (carried ? history.shiftsThisWeek : 0) > shiftsAWeek { return .weekHours }
    let spans = others.map(\.span) + [shape.span]
    return hasWeeklyRest(week, spans, before: carried ? history.lastShiftEnds : nil, clock) ? nil : .weeklyRest
  }

  private func run(around day: Int, in tour: Tour, _ history: RosterHistory) -> Int {
    var first = day
    while first > 0, tour.days[first - 1] != nil { first -= 1 }
    var last = day
    while last + 1 < tour.days.count, tour.days[last + 1] != nil { last += 1 }
    return last - first + 1 + (first == 0 ? history.daysInARow : 0)
  }

  private func hasWeeklyRest(_ week: Range<Int>, _ spans: [Range<Int>], before: Int?, _ clock: SiteClock) -> Bool {
    guard weeklyRest > 0, week.count == 7 else { return true }
    var from = max(clock.midnights[week.lowerBound], before ?? .min)
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if span.lowerBound - from >= weeklyRest { return true }
      from = span.upperBound
    }
    return clock.midnights[week.upperBound] - from >= weeklyRest
  }
}
