/// The cover of a contact centre: agents needed by queue and interval, given by shifts with breaks.
///
/// People with the same live skills are one kind. A kind with one queue fills that queue's rows itself; a kind
/// with several fills rows of its own, from which the linear programme gives its time to the queues: routing is
/// decided with the roster, not before it. Where breaks fall is decided by the prices of the intervals.
struct RosterCover: TourCover {
  let problem: RosterProblem
  let duties: [RosterDuty]
  /// The skills of each kind, and the kind of each agent.
  let kinds: [Kind]
  private let kindOf: [Int]
  let sides: [Double]
  let dayOfRow: [Int]
  let columns: [CoverColumn]
  /// The intervals that have rows, and each interval's place among them or -1.
  private let slots: [Int]
  private let slotOf: [Int]
  /// Needed agents by queue and slot, those of pinned shifts taken off.
  private let needed: [[Double]]
  private let supplies: [Supply]
  /// The first row of the supply of each kind, or -1 for a kind with one queue.
  private let rowOfKind: [Int]
  private let breaks: BreakBook

  struct Kind: Hashable, Sendable {
    let site: Int
    let skills: [AgentSkill]

    /// The share of a full agent, when it is the same on every queue.
    var speed: Double? { Set(skills.map(\.percent)).count == 1 ? Double(skills[0].percent) / 100 : nil }

    /// What the rows of a kind must be told apart by: where its time may go, and how far it goes there.
    var uses: [AgentSkill] {
      speed == nil ? skills : skills.map { AgentSkill(queue: $0.queue, percent: 100, live: $0.live) }
    }
  }

  var reach: Int { 1 }
  var isIntegral: Bool { false }

  init(_ problem: RosterProblem, duties: [RosterDuty], pinned: [[Double]]) {
    self.problem = problem
    self.duties = duties
    breaks = BreakBook(problem.templates)
    let agentKinds = problem.agents.map { Kind(site: $0.site, skills: $0.skills.sorted { $0.queue < $1.queue }) }
    let kinds = agentKinds.reduce(into: [Kind]()) { if !$0.contains($1) { $0.append($1) } }
    self.kinds = kinds
    kindOf = agentKinds.map { kind in kinds.firstIndex(of: kind) ?? 0 }
    let slots = Self.activeIntervals(problem, duties)
    self.slots = slots
    var slotOf = [Int](repeating: -1, count: problem.period.intervals)
    for (slot, interval) in slots.enumerated() { slotOf[interval] = slot }
    self.slotOf = slotOf
    needed = zip(problem.queues, pinned).map { queue, given in slots.map { Double(queue.needed[$0]) - given[$0] } }
    var sides = needed.flatMap(\.self)
    var rowOfUses: [[AgentSkill]: Int] = [:]
    var supplies: [Supply] = []
    for kind in kinds where kind.skills.count > 1 && rowOfUses[kind.uses] == nil {
      rowOfUses[kind.uses] = sides.count
      supplies.append(Supply(row: sides.count, uses: kind.uses))
      sides += [Double](repeating: 0, count: slots.count)
    }
    self.sides = sides
    self.supplies = supplies
    rowOfKind = kinds.map { rowOfUses[$0.uses] ?? -1 }
    let clock = problem.sites.first?.clock ?? SiteClock(days: problem.period.days)
    let days = slots.map { clock.reading(at: $0 * problem.period.intervalMinutes).day }
    dayOfRow = sides.indices.map { days[$0 % slots.count] }
    columns =
      Self.lossColumns(problem, slots.count) + supplies.flatMap { Self.useColumns($0, days: days, slots: slots.count) }
  }

  /// Time that may go to several queues, from the rows that begin at `row`.
  private struct Supply: Sendable {
    let row: Int
    let uses: [AgentSkill]
  }

  /// The intervals in which somebody is needed or some duty may be worked.
  private static func activeIntervals(_ problem: RosterProblem, _ duties: [RosterDuty]) -> [Int] {
    var isActive = [Bool](repeating: false, count: problem.period.intervals)
    for queue in problem.queues {
      for (interval, need) in queue.needed.enumerated() where need > 0 { isActive[interval] = true }
    }
    for site in problem.sites {
      for day in 0..<problem.period.days {
        for duty in duties {
          for interval in problem.period.intervals(touching: duty.span(day: day, at: site)) {
            isActive[interval] = true
          }
        }
      }
    }
    return isActive.indices.filter { isActive[$0] }
  }

  private static func lossColumns(_ problem: RosterProblem, _ slots: Int) -> [CoverColumn] {
    problem.queues.enumerated().flatMap { position, queue in
      (0..<slots).flatMap { slot in
        let row = position * slots + slot
        let steps = queue.shortfall.enumerated().map { step, loss in
          let isLast = step == queue.shortfall.count - 1 || loss.agents == .max
          return CoverColumn(
            kind: .missing(row: row), cost: loss.each, bounds: 0...(isLast ? .infinity : Double(loss.agents)),
            rows: [Int32(row)], amounts: [1])
        }
        return steps + [
          CoverColumn(kind: .surplus(row: row), cost: queue.surplus, rows: [Int32(row)], amounts: [-1])
        ]
      }
    }
  }

  private static func useColumns(_ supply: Supply, days: [Int], slots: Int) -> [CoverColumn] {
    (0..<slots).flatMap { slot in
      supply.uses.filter { $0.live.contains(days[slot]) }.map { skill in
        CoverColumn(
          kind: .use, cost: 0, rows: [Int32(supply.row + slot), Int32(skill.queue * slots + slot)],
          amounts: [-1, Double(skill.percent) / 100])
      }
    }
  }

  func kind(of person: Int) -> Int { kindOf[person] }

  /// The row that an interval of a kind's work fills, and how much a whole interval gives.
  private func target(_ kind: Int, _ interval: Int) -> (row: Int, amount: Double)? {
    guard slotOf[interval] >= 0 else { return nil }
    if rowOfKind[kind] >= 0 { return (rowOfKind[kind] + slotOf[interval], kinds[kind].speed ?? 1) }
    guard let skill = kinds[kind].skills.first else { return nil }
    return (skill.queue * slots.count + slotOf[interval], Double(skill.percent) / 100)
  }

  // MARK: - Ways

  func menu(kind: Int, duals: [Double], days: Range<Int>) -> CoverMenu {
    let intervals = problem.period.intervals
    let length = problem.period.intervalMinutes
    var sums = [0.0]
    for interval in 0..<intervals {
      let worth = target(kind, interval).map { duals[$0.row] * $0.amount } ?? 0
      sums.append(sums[interval] + worth)
    }
    let upTo = { (minute: Int) -> Double in
      let clamped = min(max(0, minute), intervals * length)
      let (interval, part) = clamped.quotientAndRemainder(dividingBy: length)
      return part == 0
        ? sums[interval] : sums[interval] + (sums[interval + 1] - sums[interval]) * Double(part) / Double(length)
    }
    var values = [Double](repeating: 0, count: problem.period.days * duties.count)
    var ways = [Int64](repeating: 0, count: values.count)
    for day in days {
      for (position, duty) in duties.enumerated() {
        let span = duty.span(day: day, at: problem.sites[kinds[kind].site])
        let start = span.lowerBound
        let whole = upTo(span.upperBound) - upTo(start)
        guard
          let placed = breaks.placement(duty.template, span.count).cheapest({
            upTo(start + $0.upperBound) - upTo(start + $0.lowerBound)
          })
        else { continue }
        values[day * duties.count + position] = placed.cost - whole
        ways[day * duties.count + position] = duty.way(placed.starts, problem.templates)
      }
    }
    return CoverMenu(values: values, ways: ways)
  }

  func rows(kind: Int, day: Int, duty: Int, way: Int64) -> [(Int32, Double)] {
    let span = duties[duty].span(day: day, at: problem.sites[kinds[kind].site])
    let length = problem.period.intervalMinutes
    let rests = duties[duty].rests(way, problem.templates).map {
      $0.lowerBound + span.lowerBound..<$0.upperBound + span.lowerBound
    }
    return problem.period.intervals(touching: span).compactMap { interval in
      let slot = interval * length..<(interval + 1) * length
      let present = slot.clamped(to: span).count
      let worked = rests.reduce(present) { $0 - slot.clamped(to: $1).count }
      guard worked > 0, let target = target(kind, interval) else { return nil }
      return (Int32(target.row), Double(worked) / Double(length) * target.amount)
    }
  }

  // MARK: - Loss

  func loss(_ covered: [Double], outside: Range<Int>) -> Double {
    var loss = 0.0
    for slot in slots.indices where !outside.contains(dayOfRow[slot]) {
      var staffed = problem.queues.indices.map { covered[$0 * slots.count + slot] }
      var given: [(skills: [AgentSkill], split: [Double])] = []
      for supply in supplies where covered[supply.row + slot] > 1e-9 {
        let live = supply.uses.filter { $0.live.contains(dayOfRow[slot]) }
        given.append((live, route(covered[supply.row + slot], live, slot, &staffed)))
      }
      // Once more with everybody placed: each kind's time goes where it helps most beside the others'.
      for position in given.indices where given.count > 1 {
        let (skills, split) = given[position]
        for (skill, amount) in zip(skills, split) { staffed[skill.queue] -= amount * Double(skill.percent) / 100 }
        given[position].split = route(split.reduce(0, +), skills, slot, &staffed)
      }
      for (position, queue) in problem.queues.enumerated() {
        loss += Self.loss(queue, needed[position][slot] - staffed[position])
      }
    }
    return loss
  }

  private static func loss(_ queue: RosterQueue, _ missing: Double) -> Double {
    missing > 0 ? queue.loss(needed: 0, staffed: -missing) : -missing * queue.surplus
  }

  /// Gives a kind's time to its queues, always where the next bit saves most; returns how much each got.
  private func route(
    _ supply: Double, _ skills: [AgentSkill], _ slot: Int, _ staffed: inout [Double]
  ) -> [Double] {
    var split = [Double](repeating: 0, count: skills.count)
    var left = supply
    while left > 1e-9, !skills.isEmpty {
      var best = (position: 0, rate: -Double.infinity, room: Double.infinity)
      for (position, skill) in skills.enumerated() {
        let speed = Double(skill.percent) / 100
        let missing = needed[skill.queue][slot] - staffed[skill.queue]
        let (each, room) = Self.step(problem.queues[skill.queue], missing)
        if each * speed > best.rate { best = (position, each * speed, room / speed) }
      }
      let amount = min(left, best.room)
      let skill = skills[best.position]
      staffed[skill.queue] += amount * Double(skill.percent) / 100
      split[best.position] += amount
      left -= amount
    }
    return split
  }

  /// What the next bit saves when so many are missing, and for how much more it saves the same.
  private static func step(_ queue: RosterQueue, _ missing: Double) -> (each: Double, room: Double) {
    guard missing > 1e-9 else { return (-queue.surplus, .infinity) }
    var below = 0.0
    for step in queue.shortfall {
      let top = step.agents == .max ? Double.infinity : below + Double(step.agents)
      if missing <= top + 1e-9 { return (step.each, missing - below) }
      below = top
    }
    return (queue.shortfall.last?.each ?? 0, missing - below)
  }

  func marginals(_ covered: [Double]) -> [Double] {
    let queues = problem.queues.enumerated().flatMap { position, queue in
      slots.indices.map { slot in
        -Self.step(queue, needed[position][slot] - covered[position * slots.count + slot]).each
      }
    }
    return queues
      + supplies.flatMap { supply in
        slots.indices.map { slot in supply.uses.map { queues[$0.queue * slots.count + slot] }.min() ?? 0 }
      }
  }
}
