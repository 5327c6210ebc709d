// What tours cannot count exactly is asked of the limits themselves.

extension Centre {
  /// The tour without the shifts that some rule forbids which tours cannot count.
  func lawful(_ tour: CentreTour, of agent: Int) -> CentreTour {
    let person = problem.agents[agent]
    let site = problem.site(of: person)
    let weeks = problem.period.weeks
    var kept = Tour(days: days)
    for shift in person.published where limits[agent].kept.contains(shift.day) { kept.days[shift.day] = shift }
    var lawful = tour
    for (day, duty) in tour.duties.enumerated() where duty >= 0 {
      let shape = duties[Int(duty)].shape(day: day, at: site, problem.templates)
      let obstacle = limits[agent].obstacle(
        to: shape, beside: kept, history: person.history, weeks: weeks, clock: site.clock)
      if kept.days[day] != nil || obstacle != nil {
        lawful.duties[day] = -1
      } else {
        kept.days[day] = shift(of: agent, day: day, duty: Int(duty), way: tour.ways[day]) { _ in nil }
      }
    }
    lawful.cost = tours.people[agent].cost(of: lawful.duties, in: tours)
    return lawful
  }

  /// The duties that are published for an agent and may be worked now; `nil` when nothing is published.
  func promised(to agent: Int) -> [Int16]? {
    let person = problem.agents[agent]
    if person.published.isEmpty { return nil }
    let site = problem.site(of: person)
    return (0..<days).map { day in
      let spans = person.published.filter { $0.day == day }.map(\.span)
      let duty = duties.indices.first {
        spans.contains(duties[$0].span(day: day, at: site))
          && tours.people[agent].prices[day * duties.count + $0] < .infinity
      }
      return duty.map(Int16.init) ?? -1
    }
  }

  /// The share of the agents for whom something is published.
  var promisedShare: Double {
    let told = problem.agents.count { !$0.published.isEmpty }
    return Double(told) / Double(max(1, problem.agents.count))
  }

  /// A duty as a whole shift.
  ///
  /// - Parameter queue: What is worked in an interval; where it says nothing, what was worked before.
  func shift(
    of agent: Int, day: Int, duty: Int, way: Int64, queue: (Int) -> Int?
  ) -> PlannedShift {
    let person = problem.agents[agent]
    let span = duties[duty].span(day: day, at: problem.site(of: person))
    var activities: [PlannedActivity] = []
    var last = limits[agent].skills[day].first?.queue ?? 0
    var at = 0
    func work(_ end: Int) {
      while at < end {
        let place = span.lowerBound / grain + margin + at
        last = (intervalOf[place] < 0 ? nil : queue(intervalOf[place])) ?? last
        let minutes = span.lowerBound + at * grain..<span.lowerBound + (at + 1) * grain
        if let before = activities.last, before.kind == .queue(position: last) {
          activities[activities.count - 1] = PlannedActivity(before.span.lowerBound..<minutes.upperBound, before.kind)
        } else {
          activities.append(PlannedActivity(minutes, .queue(position: last)))
        }
        at += 1
      }
    }
    let template = problem.templates[duties[duty].template]
    for (rest, pattern) in zip(rests[duty].rests(way), template.breaks) {
      work(rest.lowerBound)
      let minutes = span.lowerBound + rest.lowerBound * grain..<span.lowerBound + rest.upperBound * grain
      activities.append(PlannedActivity(minutes, .rest(isPaid: pattern.isPaid)))
      at = rest.upperBound
    }
    work(lengths[duty])
    return PlannedShift(
      agent: agent, day: day, span: span, template: duties[duty].template, activities: activities)
  }

  /// The shifts of a board, on a roster's board that has the pinned ones.
  func roster(of board: CentreBoard, on pinned: RosterBoard) -> RosterBoard {
    var roster = pinned
    for (agent, tour) in board.tours.enumerated() {
      for (day, duty) in tour.duties.enumerated() where duty >= 0 && roster.tours[agent].days[day] == nil {
        let shift = shift(of: agent, day: day, duty: Int(duty), way: tour.ways[day]) {
          board.work(of: agent, $0)?.queue
        }
        let shape = ShiftShape(
          template: duties[Int(duty)].template, day: day, span: shift.span, paidMinutes: shift.paidMinutes)
        if roster.obstacle(to: shape, agent: agent) == nil { roster.put(shift) }
      }
    }
    return roster
  }
}
