/// The wall board of a roster in the making: who has which shift, and what each interval still lacks.
///
/// Adding or removing a shift updates the cover and returns the exact change of the objective, so that the
/// builder always knows what a step is worth.
struct RosterBoard {
  let problem: RosterProblem
  let limits: [Limits]
  let people: [PersonPrices]
  let menus: [ShiftMenu]
  let weeks: [Range<Int>]
  private(set) var tours: [Tour]
  /// Minutes × percent at work, by queue and interval.
  private var staffed: [[Int]]

  init(_ problem: RosterProblem) {
    self.problem = problem
    limits = problem.agents.map { Limits(of: $0, in: problem) }
    people = problem.agents.map { PersonPrices(of: $0, in: problem) }
    let shapes = problem.sites.indices.map { site in
      (0..<problem.period.days).map { ShiftShape.all(of: problem, site: site, day: $0) }
    }
    let breaks = BreakBook(problem.templates)
    menus = zip(problem.agents, limits).map { agent, limits in
      ShiftMenu(of: shapes[agent.site], breaks: breaks, agent: agent, limits: limits, in: problem)
    }
    weeks = problem.period.weeks
    tours = problem.agents.map { _ in Tour(days: problem.period.days) }
    staffed = problem.queues.map { _ in Array(repeating: 0, count: problem.period.intervals) }
    for (agent, limits) in limits.enumerated() { pin(agent, limits.kept) }
  }

  /// Puts the published shifts that must stay on the board.
  private mutating func pin(_ agent: Int, _ kept: Set<Int>) {
    for shift in problem.agents[agent].published where kept.contains(shift.day) {
      put(
        PlannedShift(
          agent: agent, day: shift.day, span: shift.span, template: shift.template, activities: shift.activities))
    }
  }

  var roster: Roster { Roster(shifts: tours.flatMap { $0.days.compactMap(\.self) }) }

  // MARK: - Cover

  /// Agents at work in an interval, a newcomer counting for their part.
  func agents(_ queue: Int, _ interval: Int) -> Double {
    Double(staffed[queue][interval]) / Double(100 * problem.period.intervalMinutes)
  }

  private func loss(_ queue: Int, _ interval: Int, units: Int) -> Double {
    let agents = Double(units) / Double(100 * problem.period.intervalMinutes)
    return problem.queues[queue].loss(needed: problem.queues[queue].needed[interval], staffed: agents)
  }

  /// What `minutes` more of somebody with `percent` would save in the interval.
  func gain(_ queue: Int, _ interval: Int, minutes: Int, percent: Int) -> Double {
    let now = staffed[queue][interval]
    return loss(queue, interval, units: now) - loss(queue, interval, units: now + minutes * percent)
  }

  /// The queue of `skills` where an interval gains most.
  func bestQueue(_ skills: [AgentSkill], _ interval: Int, minutes: Int) -> (skill: AgentSkill, gain: Double)? {
    var best: (skill: AgentSkill, gain: Double)?
    for skill in skills {
      let worth = gain(skill.queue, interval, minutes: minutes, percent: skill.percent)
      if worth > best?.gain ?? -.infinity { best = (skill, worth) }
    }
    return best
  }

  private mutating func cover(with shift: PlannedShift, sign: Int) -> Double {
    let skills = limits[shift.agent].skills[shift.day]
    let length = problem.period.intervalMinutes
    var change = 0.0
    for activity in shift.activities {
      guard case .queue(let queue) = activity.kind else { continue }
      let percent = skills.first { $0.queue == queue }?.percent ?? 0
      for interval in problem.period.intervals(touching: activity.span) {
        let minutes = activity.span.clamped(to: interval * length..<(interval + 1) * length).count
        let before = staffed[queue][interval]
        let after = before + sign * minutes * percent
        change += loss(queue, interval, units: after) - loss(queue, interval, units: before)
        staffed[queue][interval] = after
      }
    }
    return change
  }

  // MARK: - Shifts

  /// Gives the shift to its agent, whose day must be free, and returns what that changes.
  @discardableResult
  mutating func put(_ shift: PlannedShift) -> Double {
    precondition(tours[shift.agent].days[shift.day] == nil, "a day holds one shift")
    let before = cost(ofWeekAround: shift.day, agent: shift.agent)
    tours[shift.agent].days[shift.day] = shift
    return cost(ofWeekAround: shift.day, agent: shift.agent) - before + cover(with: shift, sign: 1)
  }

  /// Takes the agent's shift of the day away and returns it with what that changes.
  mutating func take(_ agent: Int, day: Int) -> (shift: PlannedShift, change: Double)? {
    guard let shift = tours[agent].days[day], !limits[agent].kept.contains(day) else { return nil }
    let before = cost(ofWeekAround: day, agent: agent)
    tours[agent].days[day] = nil
    return (shift, cost(ofWeekAround: day, agent: agent) - before + cover(with: shift, sign: -1))
  }

  /// What the agent's week around `day` costs beside service.
  private func cost(ofWeekAround day: Int, agent: Int) -> Double {
    let person = people[agent]
    guard let position = weeks.firstIndex(where: { $0.contains(day) }) else { return 0 }
    let shifts = weeks[position].compactMap { tours[agent].days[$0] }
    let minutes = shifts.reduce(0) { $0 + $1.paidMinutes }
    let hours = person.overtime(week: position, minutes: minutes) + person.notGiven(week: position, minutes: minutes)
    let weekend = shifts.contains { person.isWeekend($0.day) } ? person.weekend : 0
    let wishes = shifts.reduce(0) { $0 + person.undesired($1.span) }
    let changes = weeks[position].reduce(0) { $0 + person.change(day: $1, to: tours[agent].days[$1]?.span) }
    return hours + weekend + wishes + changes
  }

  /// What a shift of `paid` minutes on `day` would cost the agent beside service.
  func personalCost(of shape: ShiftShape, agent: Int) -> Double {
    let person = people[agent]
    guard let position = weeks.firstIndex(where: { $0.contains(shape.day) }) else { return 0 }
    var minutes = 0
    var hasWeekend = false
    for day in weeks[position] {
      guard let shift = tours[agent].days[day] else { continue }
      minutes += shift.paidMinutes
      if person.isWeekend(day) { hasWeekend = true }
    }
    let after = minutes + shape.paidMinutes
    var cost = person.overtime(week: position, minutes: after) - person.overtime(week: position, minutes: minutes)
    cost += person.notGiven(week: position, minutes: after) - person.notGiven(week: position, minutes: minutes)
    if person.isWeekend(shape.day), !hasWeekend { cost += person.weekend }
    cost += person.change(day: shape.day, to: shape.span) - person.change(day: shape.day, to: nil)
    return cost + person.undesired(shape.span)
  }

  /// What forbids `shape` beside the agent's other shifts.
  func obstacle(to shape: ShiftShape, agent: Int) -> Obstacle? {
    let person = problem.agents[agent]
    return limits[agent].obstacle(
      to: shape, beside: tours[agent], history: person.history, weeks: weeks, clock: problem.sites[person.site].clock)
  }
}
