/// Builds a roster by giving one shift after another.
///
/// It goes round the agents, those with the fewest queues first, and gives each the one shift that is worth most
/// now, until nobody gains.
struct RosterBuilder {
  private(set) var board: RosterBoard
  /// Shapes looked at.
  private(set) var work = 0

  init(_ problem: RosterProblem) { board = RosterBoard(problem) }

  /// Goes on from a board that has shifts already.
  init(_ board: RosterBoard) { self.board = board }

  /// Gives shifts until no shift is worth giving; returns the change of the objective.
  mutating func fill(_ agents: [Int]) -> Double {
    var change = 0.0
    var waiting = agents
    while !waiting.isEmpty {
      waiting = waiting.filter { agent in
        guard let shift = bestShift(for: agent) else { return false }
        change += board.put(shift)
        return true
      }
    }
    return change
  }

  /// All agents, those with the fewest queues first.
  var order: [Int] {
    board.problem.agents.indices.sorted {
      (board.problem.agents[$0].skills.count, $0) < (board.problem.agents[$1].skills.count, $1)
    }
  }

  // MARK: - One shift

  /// The shift that improves the objective most for the agent, if any does.
  private mutating func bestShift(for agent: Int) -> PlannedShift? {
    var best: (worth: Double, shape: ShiftShape, breaks: [Int])?
    for day in 0..<board.problem.period.days where board.tours[agent].days[day] == nil {
      let shapes = board.menus[agent].shapes[day]
      guard let first = shapes.map(\.span.lowerBound).min(), let last = shapes.map(\.span.upperBound).max() else {
        continue
      }
      let worths = IntervalWorths(of: agent, day: day, over: first..<last, on: board)
      work += shapes.count
      for shape in shapes {
        let most = worths.total(shape.span) - board.personalCost(of: shape, agent: agent)
        guard most > max(best?.worth ?? 1e-9, 1e-9), board.obstacle(to: shape, agent: agent) == nil else { continue }
        let start = shape.span.lowerBound
        let placed = board.menus[agent].breaks.placement(shape).cheapest {
          worths.total(start + $0.lowerBound..<start + $0.upperBound)
        }
        guard let placed, most - placed.cost > best?.worth ?? 1e-9 else { continue }
        best = (most - placed.cost, shape, placed.starts)
      }
    }
    return best.map { board.shift(agent, $0.shape, breaks: $0.breaks) }
  }
}

/// What each minute of an agent's day is worth to the best of their queues, summed from the left.
struct IntervalWorths {
  private let first: Int
  private let length: Int
  private let sums: [Double]
  private let each: [Double]

  init(of agent: Int, day: Int, over span: Range<Int>, on board: RosterBoard) {
    let period = board.problem.period
    let skills = board.limits[agent].skills[day]
    length = period.intervalMinutes
    first = Int((Double(span.lowerBound) / Double(length)).rounded(.down))
    let last = (span.upperBound + length - 1) / length
    let worths = (first..<max(first, last)).map { interval in
      guard (0..<period.intervals).contains(interval) else { return 0.0 }
      return board.bestQueue(skills, interval, minutes: period.intervalMinutes)?.gain ?? 0
    }
    each = worths
    sums = worths.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// The worth of being at work over `span`.
  func total(_ span: Range<Int>) -> Double { upTo(span.upperBound) - upTo(span.lowerBound) }

  private func upTo(_ minute: Int) -> Double {
    let offset = minute - first * length
    let interval = offset / length
    let part = offset % length
    return part == 0 ? sums[interval] : sums[interval] + each[interval] * Double(part) / Double(length)
  }
}

extension RosterBoard {
  /// The shape as a whole shift: breaks where they were placed, work on the queue that needs it most.
  func shift(_ agent: Int, _ shape: ShiftShape, breaks: [Int]) -> PlannedShift {
    let skills = limits[agent].skills[shape.day]
    var activities: [PlannedActivity] = []
    var at = shape.span.lowerBound
    for (start, pattern) in zip(breaks, problem.templates[shape.template].breaks) {
      let from = shape.span.lowerBound + start
      activities += stretches(at..<from, skills)
      activities.append(PlannedActivity(from..<from + pattern.minutes, .rest(isPaid: pattern.isPaid)))
      at = from + pattern.minutes
    }
    activities += stretches(at..<shape.span.upperBound, skills)
    return PlannedShift(
      agent: agent, day: shape.day, span: shape.span, template: shape.template, activities: activities)
  }

  /// Work over `span`, interval by interval where it is worth most, staying on a queue while that is no worse.
  private func stretches(_ span: Range<Int>, _ skills: [AgentSkill]) -> [PlannedActivity] {
    let length = problem.period.intervalMinutes
    var stretches: [PlannedActivity] = []
    var queue = skills.first?.queue ?? 0
    var at = span.lowerBound
    while at < span.upperBound {
      let interval = at >= 0 ? at / length : -1
      let end = min(span.upperBound, interval >= 0 ? (interval + 1) * length : 0)
      if (0..<problem.period.intervals).contains(interval) {
        let stay = skills.first { $0.queue == queue }.map {
          gain($0.queue, interval, minutes: end - at, percent: $0.percent)
        }
        if let best = bestQueue(skills, interval, minutes: end - at), best.gain > (stay ?? -.infinity) + 1e-9 {
          queue = best.skill.queue
        }
      }
      if let last = stretches.last, last.kind == .queue(position: queue) {
        stretches[stretches.count - 1] = PlannedActivity(last.span.lowerBound..<end, last.kind)
      } else {
        stretches.append(PlannedActivity(at..<end, .queue(position: queue)))
      }
      at = end
    }
    return stretches
  }
}
