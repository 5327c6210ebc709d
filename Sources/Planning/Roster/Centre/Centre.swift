/// The contact centre as numbers: people by kind, shifts on a grid, needs and losses by interval.
///
/// Time is cut into grains, the longest stretch on whose edges everything begins and ends: intervals, shifts and
/// breaks. What an agent gives is counted in units, minutes × percent, so that staffing stays whole numbers.
struct Centre: Sendable {
  let problem: RosterProblem
  let tours: TourProblem
  let duties: [RosterDuty]
  /// The kind of each agent; agents of one kind give the same to the same queues.
  let kindOf: [Int]
  let kinds: [Kind]
  let losses: CentreLoss
  /// Units that pinned shifts give already, by queue and interval.
  let pinned: [Int]
  let grain: Int
  /// Grains before minute 0 and after the last, so that shifts may lie outside the period.
  let margin: Int
  let grains: Int
  /// The interval of each grain, or -1 outside the period.
  let intervalOf: [Int]
  /// The day of the home site's clock that each interval belongs to.
  let dayOf: [Int]
  /// Where each duty starts, in grains, by site, day and duty; its length; its breaks' places.
  let starts: [[Int]]
  let lengths: [Int]
  let rests: [RestPlaces]
  /// The agents for whom the tours' own limits are not all there is.
  let isInexact: [Bool]
  let limits: [Limits]

  struct Kind: Hashable, Sendable {
    let site: Int
    /// The skills that are live on each day.
    let skills: [[AgentSkill]]

    /// The queues that may be swapped freely: skills at full speed that last the whole period.
    var mobile: UInt64 {
      guard let first = skills.first, skills.allSatisfy({ $0 == first }) else { return 0 }
      return first.reduce(0) { $1.percent == 100 && $1.queue < 64 ? $0 | 1 << UInt64($1.queue) : $0 }
    }
  }

  var days: Int { problem.period.days }
  var intervals: Int { problem.period.intervals }
  var queues: Int { problem.queues.count }
  /// What one full agent gives in a whole interval.
  var fullUnits: Int { 100 * problem.period.intervalMinutes }

  init(_ rosterTours: RosterTours, board: RosterBoard) {
    let problem = rosterTours.problem
    self.problem = problem
    tours = rosterTours.tours
    duties = rosterTours.duties
    limits = board.limits
    let agentKinds = zip(problem.agents, board.limits).map { agent, limits in
      Kind(site: agent.site, skills: limits.skills.map { $0.sorted { $0.queue < $1.queue } })
    }
    var positions: [Kind: Int] = [:]
    kindOf = agentKinds.map { kind in
      let next = positions.count
      return positions[kind, default: next].kept(in: &positions, as: kind)
    }
    kinds = positions.sorted { $0.value < $1.value }.map(\.key)
    losses = CentreLoss(problem)
    let unit = Double(100 * problem.period.intervalMinutes)
    pinned = board.roster.staffing(in: problem).flatMap { $0.map { Int(($0 * unit).rounded()) } }
    let grain = Self.grain(problem, rosterTours.duties)
    let margin = 2 * 1440 / grain
    self.grain = grain
    self.margin = margin
    grains = (problem.period.minutes + grain - 1) / grain + 2 * margin
    intervalOf = (0..<grains).map {
      let minute = ($0 - margin) * grain
      return (0..<problem.period.minutes).contains(minute) ? minute / problem.period.intervalMinutes : -1
    }
    let clock = problem.sites.first?.clock ?? SiteClock(days: problem.period.days)
    dayOf = (0..<problem.period.intervals).map { clock.reading(at: $0 * problem.period.intervalMinutes).day }
    starts = problem.sites.map { site in
      (0..<problem.period.days).flatMap { day in
        rosterTours.duties.map { $0.span(day: day, at: site).lowerBound / grain + margin }
      }
    }
    lengths = rosterTours.duties.map { $0.length / grain }
    rests = rosterTours.duties.map { RestPlaces(problem.templates[$0.template], length: $0.length, grain: grain) }
    let leastRest = board.limits.map(\.rest).min() ?? 0
    isInexact = zip(problem.agents, board.limits).map { agent, limits in
      let changes = problem.sites[agent.site].clock.changes
      return limits.rest > leastRest || limits.weeklyRest > 24 * 60 || limits.shiftsAWeek > 5 || !changes.isEmpty
        || problem.sites[agent.site].clock != problem.sites[0].clock && !problem.sites[0].clock.changes.isEmpty
        || !limits.kept.isEmpty
    }
  }

  private static func grain(_ problem: RosterProblem, _ duties: [RosterDuty]) -> Int {
    var grain = problem.period.intervalMinutes
    let add = { (minutes: Int) in grain = divisor(grain, abs(minutes)) }
    for site in problem.sites {
      for day in 0..<problem.period.days {
        for duty in duties {
          let span = duty.span(day: day, at: site)
          add(span.lowerBound)
          add(span.upperBound)
        }
      }
    }
    for pattern in problem.templates.flatMap(\.breaks) {
      add(pattern.minutes)
      add(pattern.window.lowerBound)
      if pattern.window.count > 1 { add(pattern.step) }
    }
    return grain
  }

  private static func divisor(_ left: Int, _ right: Int) -> Int { right == 0 ? left : divisor(right, left % right) }

  /// The intervals a shift works, breaks taken off, with the minutes in each.
  func work(_ agent: Int, day: Int, duty: Int, way: Int64) -> [(interval: Int, minutes: Int)] {
    let start = starts[kinds[kindOf[agent]].site][day * duties.count + duty]
    var works: [(interval: Int, minutes: Int)] = []
    works.reserveCapacity(lengths[duty])
    var at = start
    for rest in rests[duty].rests(way) {
      add(at..<start + rest.lowerBound, to: &works)
      at = start + rest.upperBound
    }
    add(at..<start + lengths[duty], to: &works)
    return works
  }

  private func add(_ stretch: Range<Int>, to works: inout [(interval: Int, minutes: Int)]) {
    for at in stretch where intervalOf[at] >= 0 {
      if let last = works.last, last.interval == intervalOf[at] {
        works[works.count - 1].minutes += grain
      } else {
        works.append((intervalOf[at], grain))
      }
    }
  }

  /// How much of a full agent a kind gives to a queue in an interval.
  func percent(kind: Int, queue: Int, interval: Int) -> Int {
    let day = dayOf[interval]
    for near in [day, max(0, day - 1)] {
      if let skill = kinds[kind].skills[near].first(where: { $0.queue == queue }) { return skill.percent }
    }
    return 0
  }

  /// Groups of agents who have the same tours at the same prices.
  var likes: [[Int]] {
    var positions: [TourLimits.Likeness: Int] = [:]
    var groups: [[Int]] = []
    for agent in kindOf.indices {
      let like = tours.people[agent].likeness(kind: kindOf[agent])
      if let position = positions[like] {
        groups[position].append(agent)
      } else {
        positions[like] = groups.count
        groups.append([agent])
      }
    }
    return groups
  }
}

extension Int {
  /// Notes the position under a key and returns it.
  fileprivate func kept<Key>(in positions: inout [Key: Int], as key: Key) -> Int {
    positions[key] = self
    return self
  }
}

/// Where the breaks of a duty may lie, in grains after its start.
struct RestPlaces: Sendable {
  /// The starts that fit the shift, break after break, and where each break's begin.
  let starts: [Int]
  let firsts: [Int]
  let lengths: [Int]
  /// The least work before, between and after breaks.
  let stretch: Int

  init(_ template: ShiftTemplate, length: Int, grain: Int) {
    stretch = (template.leastStretch + grain - 1) / grain
    lengths = template.breaks.map { $0.minutes / grain }
    var starts: [Int] = []
    var firsts = [0]
    for pattern in template.breaks {
      starts += stride(from: pattern.window.lowerBound, through: pattern.window.upperBound, by: pattern.step)
        .filter { $0 + pattern.minutes + template.leastStretch <= length }.map { $0 / grain }
      firsts.append(starts.count)
    }
    self.starts = starts
    self.firsts = firsts
  }

  /// The way that places the breaks there, in grains after the shift's start; `nil` where none does.
  func way(of taken: [Range<Int>]) -> Int64? {
    guard taken.count == lengths.count else { return nil }
    var way: Int64 = 0
    var worked = 0
    for (position, rest) in taken.enumerated() {
      let places = firsts[position]..<firsts[position + 1]
      guard rest.count == lengths[position], rest.lowerBound - worked >= stretch,
        let place = places.first(where: { starts[$0] == rest.lowerBound })
      else { return nil }
      way |= Int64(place - places.lowerBound) << Int64(8 * position)
      worked = rest.upperBound
    }
    return way
  }

  /// The breaks placed as `way` says, in grains after the shift's start.
  func rests(_ way: Int64) -> [Range<Int>] {
    lengths.indices.map { position in
      let start = starts[firsts[position] + Int(way >> Int64(8 * position) & 255)]
      return start..<start + lengths[position]
    }
  }
}

/// What staffing costs, by queue and interval, from units that are there.
struct CentreLoss: Sendable {
  let intervals: Int
  /// Units needed, by queue and interval.
  let needed: [Int]
  /// The price of a unit too much, by queue.
  let surplus: [Double]
  /// Steps by queue: how many units at most, at what price each.
  private let rooms: [Int]
  private let prices: [Double]
  private let steps: Int

  init(_ problem: RosterProblem) {
    intervals = problem.period.intervals
    let unit = 100 * problem.period.intervalMinutes
    needed = problem.queues.flatMap { $0.needed.map { $0 * unit } }
    surplus = problem.queues.map { $0.surplus / Double(unit) }
    let most = max(1, problem.queues.map(\.shortfall.count).max() ?? 1)
    steps = most
    rooms = problem.queues.flatMap { queue in
      (0..<most).map { step in
        let isLast = step + 1 >= queue.shortfall.count || queue.shortfall[step].agents == .max
        return isLast ? Int.max / 4 : queue.shortfall[step].agents * unit
      }
    }
    prices = problem.queues.flatMap { queue in
      (0..<most).map {
        (queue.shortfall.isEmpty ? 0 : queue.shortfall[min($0, queue.shortfall.count - 1)].each) / Double(unit)
      }
    }
  }

  /// The loss of an interval of a queue with so many units there.
  func loss(_ queue: Int, _ interval: Int, _ units: Int) -> Double {
    var missing = needed[queue * intervals + interval] - units
    if missing <= 0 { return -Double(missing) * surplus[queue] }
    var loss = 0.0
    var step = queue * steps
    while missing > 0 {
      let taken = min(missing, rooms[step])
      loss += Double(taken) * prices[step]
      missing -= taken
      step += 1
    }
    return loss
  }

  /// The dearest unit of a queue.
  func most(_ queue: Int) -> Double { prices[queue * steps + steps - 1] }

  /// The units that are worth having at a price each, and what they and the loss they leave cost.
  func wanted(_ queue: Int, _ interval: Int, price: Double) -> (units: Int, cost: Double) {
    let need = needed[queue * intervals + interval]
    var units = need
    var cost = Double(need) * price
    var step = queue * steps
    let end = step + steps
    while step < end, units > 0, prices[step] < price {
      let dropped = min(units, rooms[step])
      units -= dropped
      cost -= Double(dropped) * (price - prices[step])
      step += 1
    }
    return (units, cost)
  }
}

extension TourLimits {
  /// What decides which tours somebody has at given prices.
  struct Likeness: Hashable {
    let kind: Int
    let most: [Int]
    let prices: [Double]
    let budgets: [TourHours.Budget]
    let numbers: [Int]
    let constants: [Double]
  }

  func likeness(kind: Int) -> Likeness {
    Likeness(
      kind: kind, most: most, prices: prices, budgets: hours.budgets,
      numbers: [longestRun, shortestRun, shortestOff, mostWeekends, before, mostShifts ?? -1, shiftsBefore],
      constants: [constant, weekendPrice])
  }
}
