import Testing

@testable import Planning

/// The contact centre in numbers against the finished roster, and each shortcut against the long way.
@Suite struct CentreTests {
  typealias Week = PeakWeekRoster

  private func centre(_ problem: RosterProblem) -> (centre: Centre, pinned: RosterBoard) {
    let pinned = RosterBoard(problem)
    return (Centre(RosterTours(problem, board: pinned), board: pinned), pinned)
  }

  private func newcomers(_ problem: RosterProblem) -> RosterProblem {
    var problem = problem
    problem.agents[0].skills = [AgentSkill(queue: 0, percent: 70), AgentSkill(queue: 1, percent: 60)]
    problem.agents[3].skills = [AgentSkill(queue: 0, live: 2..<100), AgentSkill(queue: 1)]
    return problem
  }

  @Test(arguments: [15, 30])
  func `the board counts what the finished roster costs`(interval: Int) throws {
    var problem = newcomers(Week.problem())
    if interval == 15 {
      problem.period = RosterPeriod(days: 7, intervalMinutes: 15)
      problem.queues = problem.queues.map { queue in
        RosterQueue(id: queue.id, name: queue.name, needed: queue.needed.flatMap { [$0, $0] })
      }
    }
    let (centre, pinned) = centre(problem)
    var search = CentreSearch(CentreBoard(centre), CentrePricers(centre), seed: 2)
    search.begin()
    search.improve(tours: 40, temperature: 20)
    let roster = centre.roster(of: search.board, on: pinned).roster
    #expect(abs(search.board.total - roster.objective(in: problem).total) < 1e-6)
    #expect(roster.breaches(in: problem).isEmpty)
  }

  @Test(arguments: [1, 2, 3])
  func `a search begins with what is published, breaks and all`(seed: UInt64) throws {
    var problem = Week.problem()
    let first = try RosterDraft.propose(for: problem, effort: .work(200), seed: seed)
    for (agent, shifts) in first.roster.byAgent(problem.agents.count).enumerated() {
      problem.agents[agent].published = shifts
    }
    let (centre, pinned) = centre(problem)
    var search = CentreSearch(CentreBoard(centre), CentrePricers(centre), seed: seed)
    search.begin()
    let again = centre.roster(of: search.best, on: pinned).roster
    #expect(again.objective(in: problem).changed == 0)
    #expect(again.objective(in: problem).total <= 1.02 * first.objective.total, "who serves which queue is found anew")
    let breaks = { (roster: Roster) in
      roster.shifts.map { shift in
        shift.activities.filter { if case .rest = $0.kind { true } else { false } }.map(\.span)
      }
    }
    #expect(breaks(again) == breaks(first.roster))
  }

  @Test func `what is undone leaves no trace`() throws {
    let (centre, _) = centre(newcomers(Week.problem()))
    var search = CentreSearch(CentreBoard(centre), CentrePricers(centre), seed: 2)
    search.begin()
    var board = search.board
    let (total, loss, personal, staffed, tours) =
      (board.total, board.loss, board.personal, board.staffed, board.tours)
    board.begin()
    let old = [0, 2, 4].map { (agent: $0, tour: board.take($0)) }
    board.put(2, old[0].tour)
    board.settle()
    #expect(board.staffed != staffed)
    board.undo(old, loss: loss, personal: personal)
    #expect(board.total == total)
    #expect(board.staffed == staffed)
    #expect(board.tours == tours)
  }

  @Test func `somebody with one skill sends another on to the queue in need`() throws {
    var problem = Week.problem(agents: [Week.agent("Ana"), Week.agent("Ben", skills: [Week.returns])])
    problem.queues = problem.queues.map { queue in
      RosterQueue(id: queue.id, name: queue.name, needed: queue.needed.indices.map { $0 == 20 ? 1 : 0 })
    }
    let (centre, _) = centre(problem)
    var board = CentreBoard(centre)
    var tour = CentreTour(days: 7, cost: 0)
    let duty = try #require(centre.duties.firstIndex { $0.length == 240 && $0.start == 480 })
    tour.duties[0] = Int16(duty)
    board.put(0, tour)
    #expect(board.work(of: 0, 20)?.queue == Week.returns)
    board.put(1, tour)
    #expect(board.work(of: 0, 20)?.queue == Week.delivery)
    #expect(board.work(of: 1, 20)?.queue == Week.returns)
    _ = board.take(1)
    board.settle()
    #expect(board.staffed.reduce(0, +) == 8 * 3000)
  }

  /// Breaks by running sums against breaks by the builder's own placement.
  @Test(arguments: 1...8)
  func `breaks fall where they cost the least`(seed: UInt64) throws {
    let problem = Week.problem()
    let (centre, _) = centre(problem)
    var dice = Dice(seed: seed)
    let worths = (0..<centre.intervals).map { _ in Double(dice.below(100)) - 20 }
    let menu = CentreMenu(centre)
    menu.fill(kind: 0) { _, interval in worths[interval] }
    let site = problem.sites[0]
    let worth = { (minutes: Range<Int>) in
      minutes.reduce(0.0) { $0 + ((0..<10_080).contains($1) ? worths[$1 / 30] / 30 : 0) }
    }
    for (position, duty) in centre.duties.enumerated() {
      let span = duty.span(day: 3, at: site)
      let placement = BreakPlacement(problem.templates[duty.template], length: duty.length)
      let placed = try #require(
        placement.cheapest { worth(span.lowerBound + $0.lowerBound..<span.lowerBound + $0.upperBound) })
      let line = 3 * centre.duties.count + position
      #expect(abs(menu.values[line] - (placed.cost - worth(span))) < 1e-6)
      let lost = centre.rests[position].rests(menu.ways[line]).reduce(0.0) { sum, rest in
        let from = span.lowerBound + rest.lowerBound * centre.grain
        return sum + worth(from..<span.lowerBound + rest.upperBound * centre.grain)
      }
      #expect(abs(lost - placed.cost) < 1e-6)
    }
  }

  /// With one agent and one shift every roster can be tried: the bound is never above the best of them.
  @Test(arguments: 1...6)
  func `the bound is below every roster there is`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    var problem = Week.problem(agents: [Week.agent("Ben", skills: [0], hours: 8, most: 8), Week.agent("Dot", hours: 8)])
    problem.period = RosterPeriod(days: 2)
    problem.sites = [
      RosterSite(name: "Leeds", period: problem.period, opens: 420, closes: 1320, rules: .of(.europeanUnion))
    ]
    problem.templates = [ShiftTemplate(name: "half", starts: [480, 600, 720], lengths: [240])]
    problem.queues = (0..<2).map { queue in
      RosterQueue(
        id: Int64(queue), name: "queue \(queue)",
        needed: (0..<96).map { (16..<34).contains($0 % 48) ? dice.below(3) : 0 },
        shortfall: [.init(agents: 1, each: 10), .init(agents: .max, each: 25)], surplus: 3)
    }
    let (centre, _) = centre(problem)
    var bound = CentreBound(CentrePricers(centre))
    bound.rise(upper: 1_000, tours: 800)
    var best = Double.infinity
    let choices = Array(-1..<centre.duties.count)
    let tours = choices.flatMap { first in choices.map { [first, $0] } }
    for ben in tours {
      for dot in tours {
        var board = CentreBoard(centre)
        for (agent, days) in [ben, dot].enumerated() {
          var tour = CentreTour(days: 2, cost: 0)
          tour.duties = days.map(Int16.init)
          let minutes = days.reduce(0) { $0 + ($1 < 0 ? 0 : centre.duties[$1].length) }
          if agent == 0, minutes > 480 { continue }
          tour.cost = centre.tours.people[agent].cost(of: tour.duties, in: centre.tours)
          board.put(agent, tour)
        }
        board.settle()
        best = min(best, board.total)
      }
    }
    #expect(bound.bound <= best + 1e-6)
    #expect(bound.bound > 0.8 * best)
  }
}
