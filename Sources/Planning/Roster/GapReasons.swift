/// Finds for each person why they do not fill a gap, remembering what holds for a whole day.
struct GapReasons {
  private let board: RosterBoard
  /// By agent and day: for each span a shift could have, what forbids it; `nil` for nothing.
  private var verdicts: [Int: [(span: Range<Int>, obstacle: Obstacle?)]] = [:]

  init(_ board: RosterBoard) { self.board = board }

  /// The reasons of everybody who ever holds the skill in the period, most people first.
  mutating func reasons(queue: Int, interval: Int) -> [Coverage.Reason] {
    let period = board.problem.period
    let span = interval * period.intervalMinutes..<(interval + 1) * period.intervalMinutes
    var people: [Coverage.Cause: Int] = [:]
    for agent in board.problem.agents.indices {
      if let cause = cause(agent, queue, span) { people[cause, default: 0] += 1 }
    }
    return people.map { Coverage.Reason(cause: $0.key, people: $0.value) }
      .sorted { ($1.people, $0.cause.rawValue) < ($0.people, $1.cause.rawValue) }
  }

  private mutating func cause(_ agent: Int, _ queue: Int, _ span: Range<Int>) -> Coverage.Cause? {
    let person = board.problem.agents[agent]
    let held = person.skills.filter { $0.queue == queue }
    if held.isEmpty { return nil }
    let day = board.problem.sites[person.site].clock.reading(at: span.lowerBound).day
    if !held.contains(where: { $0.live.contains(day) }) { return .unskilled }
    for near in max(0, day - 1)...day {
      guard let shift = board.tours[agent].days[near], shift.span.overlaps(span) else { continue }
      let now = shift.activities.filter { $0.span.overlaps(span) }
      if now.contains(where: { $0.kind == .queue(position: queue) }) && now.count == 1 { return nil }
      return now.contains { if case .rest = $0.kind { true } else { false } } ? .onBreak : .elsewhere
    }
    if board.tours[agent].days[day] != nil {
      return board.limits[agent].kept.contains(day) ? .pinned : .dayHours
    }
    let reaching = verdict(agent, day).filter { $0.span.overlaps(span) }
    if reaching.isEmpty { return .noShift }
    if reaching.contains(where: { $0.obstacle == nil }) { return .tooDear }
    // What the nearest to possible shift lacks: the obstacles are listed from the firmest on.
    return reaching.compactMap(\.obstacle).max { $0.rawValue < $1.rawValue }.map(Coverage.Cause.init)
  }

  private mutating func verdict(_ agent: Int, _ day: Int) -> [(span: Range<Int>, obstacle: Obstacle?)] {
    let key = agent * board.problem.period.days + day
    if let known = verdicts[key] { return known }
    let menu = board.menus[agent]
    let found =
      menu.refused[day].map { (span: $0.shape.span, obstacle: Optional($0.obstacle)) }
      + menu.shapes[day].map { (span: $0.span, obstacle: board.obstacle(to: $0, agent: agent)) }
    verdicts[key] = found
    return found
  }
}
