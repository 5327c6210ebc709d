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

  /// What is published for an agent and may be worked now, with its breaks.
  ///
  /// - Parameter ways: Where each duty's breaks lie best now, for those that lie where the template has none.
  func promised(to agent: Int, ways: [Int64]) -> CentreTour {
    let site = problem.site(of: problem.agents[agent])
    var tour = CentreTour(days: days, cost: 0)
    for shift in problem.agents[agent].published where tour.duties.indices.contains(shift.day) {
      let first = shift.day * duties.count
      let fitting = duties.indices.filter {
        duties[$0].span(day: shift.day, at: site) == shift.span && tours.people[agent].prices[first + $0] < .infinity
      }
      guard let duty = fitting.first(where: { way(of: shift, duty: $0) != nil }) ?? fitting.first else { continue }
      tour.duties[shift.day] = Int16(duty)
      tour.ways[shift.day] = way(of: shift, duty: duty) ?? ways[first + duty]
    }
    return tour
  }

  /// The way that places a duty's breaks as a shift has them; `nil` where none does.
  private func way(of shift: PlannedShift, duty: Int) -> Int64? {
    var taken: [Range<Int>] = []
    for activity in shift.activities {
      guard case .rest = activity.kind else { continue }
      let (from, until) = (
        activity.span.lowerBound - shift.span.lowerBound, activity.span.upperBound - shift.span.lowerBound
      )
      guard from % grain == 0, until % grain == 0 else { return nil }
      taken.append(from / grain..<until / grain)
    }
    return rests[duty].way(of: taken)
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
