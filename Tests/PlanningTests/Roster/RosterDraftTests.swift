import Testing

@testable import Planning

@Suite struct RosterDraftTests {
  typealias Week = PeakWeekRoster

  @Test(arguments: Jurisdiction.allCases)
  func `no rule of any jurisdiction is broken`(jurisdiction: Jurisdiction) throws {
    var problem = Week.problem(rules: .of(jurisdiction))
    problem.agents[0].absences = [Absence(2 * 1440..<3 * 1440, reason: "leave")]
    problem.agents[1].history = RosterHistory(lastShiftEnds: -60, daysInARow: 4)
    problem.agents[2].isMinor = true
    let draft = try RosterDraft.propose(for: problem, effort: .work(150))
    #expect(draft.roster.breaches(in: problem).isEmpty)
    #expect(draft.coverage.share > 0.8)
  }

  /// The search without one rule's limit breaks that rule: the limit is needed, and its evaluator sees it.
  @Test(arguments: [
    "at least 11 h between shifts", "at most 2 days in a row", "at most 12 h a week", "at most 4 h a day",
    "breaks by length of shift", "limits for under eighteens",
  ])
  func `a search that does not know a rule breaks it`(name: String) throws {
    var strict = RuleBook()
    strict.minimumRest = MinimumRest(minutes: 660, citation: "")
    strict.longestRun = LongestRun(days: 2)
    strict.longestWeek = LongestWeek(minutes: 720, citation: "")
    strict.longestDay = LongestDay(minutes: 240, citation: "")
    strict.breaksByLength = BreaksByLength(steps: [.init(over: 240, owed: 120)], citation: "")
    strict.youngWorkers = YoungWorkers(earliest: 600, citation: "")
    var problem = Week.problem(agents: Week.cast, rules: RuleBook())
    for agent in problem.agents.indices { problem.agents[agent].isMinor = true }
    problem.templates = [early, late]
    problem.queues = problem.queues.map {
      RosterQueue(id: $0.id, name: $0.name, needed: $0.needed.map { _ in 3 })
    }
    problem.sites[0] = RosterSite(name: "Leeds", period: Week.period, rules: RuleBook())
    let careless = try RosterDraft.propose(for: problem, effort: .quick)
    problem.sites[0] = RosterSite(name: "Leeds", period: Week.period, rules: strict)
    #expect(careless.roster.breaches(in: problem).contains { $0.rule == name })
    let careful = try RosterDraft.propose(for: problem, effort: .quick)
    #expect(careful.roster.breaches(in: problem).isEmpty)
  }

  /// Every other day early, every other day late: without rest between them.
  private let early = ShiftTemplate(name: "early", starts: [420], lengths: [240], weekdays: [1, 3, 5])
  private let late = ShiftTemplate(name: "late", starts: [960], lengths: [480], weekdays: [0, 2, 4, 6])

  @Test func `the same problem, seed and work give the same roster`() throws {
    let problem = Week.problem()
    let first = try RosterDraft.propose(for: problem, effort: .work(300), seed: 7)
    let second = try RosterDraft.propose(for: problem, effort: .work(300), seed: 7)
    #expect(first == second)
  }

  @Test func `searching is better than giving each shift once, and states its gap`() throws {
    let problem = Week.problem()
    let quick = try RosterDraft.propose(for: problem, effort: .quick)
    let searched = try RosterDraft.propose(for: problem, effort: .work(500))
    #expect(searched.objective.total < quick.objective.total)
    #expect(quick.gap == nil)
    #expect(try #require(searched.bound) <= searched.objective.total)
  }

  @Test func `the builder's account equals the count of the finished roster`() {
    let problem = Week.problem()
    var builder = RosterBuilder(problem)
    let empty = Roster().objective(in: problem).total
    let change = builder.fill(builder.order)
    #expect(abs(empty + change - builder.board.roster.objective(in: problem).total) < 1e-6)
  }

  @Test func `a gap that nobody can fill says why`() throws {
    var problem = Week.problem(agents: [Week.agent("Ben", skills: [Week.returns])])
    problem.agents[0].absences = [Absence(0..<1440, reason: "leave")]
    let draft = try RosterDraft.propose(for: problem, effort: .quick)
    let delivery = try #require(draft.coverage.gaps.first { $0.queue == Week.delivery })
    #expect(delivery.words == "Delivery, Monday 08:00: 1 short, and nobody has the skill")
    let monday = try #require(draft.coverage.gaps.first { $0.queue == Week.returns })
    #expect(monday.words == "Returns, Monday 08:00: 2 short; of the people with the skill 1 is away or in class")
  }

  @Test func `people at their hours are named as the reason`() throws {
    let problem = Week.problem(agents: [Week.agent("Ben", skills: [Week.returns], hours: 8, most: 8)])
    let draft = try RosterDraft.propose(for: problem, effort: .quick)
    #expect(draft.coverage.gaps.contains { $0.reasons.map(\.cause) == [.weekHours] })
  }

  @Test func `somebody without a skill is left out and told why`() throws {
    let problem = Week.problem(agents: Week.cast + [Week.agent("Zoe", skills: [])])
    let draft = try RosterDraft.propose(for: problem, effort: .quick)
    #expect(draft.unplaced.map(\.words).contains("Zoe: holds no skill"))
  }

  @Test func `a published shift inside the notice window stays`() throws {
    var problem = Week.problem(agents: [Week.agent("Ana")])
    var rules = RuleBook.of(.greatBritain)
    rules.noticeWindow = NoticeWindow(days: 7)
    problem.sites[0] = Week.site(rules)
    problem.today = -3
    let promised = Week.shift(0, day: 2, 600, 900)
    problem.agents[0].published = [promised]
    let draft = try RosterDraft.propose(for: problem, effort: .work(150))
    #expect(draft.roster.shifts.filter { $0.day < 4 } == [promised])
    #expect(draft.roster.shifts.count > 1)
    #expect(draft.roster.breaches(in: problem).isEmpty)
  }

  @Test func `nobody available is an answer, not a failure`() throws {
    let problem = Week.problem(agents: [])
    let draft = try RosterDraft.propose(for: problem, effort: .work(100))
    #expect(draft.roster.shifts.isEmpty)
    #expect(draft.coverage.share == 0)
  }

  @Test func `a problem that contradicts itself is refused by name`() {
    var problem = Week.problem()
    problem.queues[0] = RosterQueue(id: 1, name: "Returns", needed: [1])
    #expect(throws: RosterError.wrongLength(queue: "Returns", given: 1, expected: 336)) {
      try RosterDraft.propose(for: problem)
    }
    problem = Week.problem()
    problem.queues[0] = RosterQueue(
      id: 1, name: "Returns", needed: Array(repeating: 1_000_000, count: Week.period.intervals))
    #expect(throws: RosterError.tooMuchNeeded(queue: "Returns", interval: 0, agents: 1_000_000)) {
      try RosterDraft.propose(for: problem)
    }
    problem = Week.problem(agents: [Week.agent("Ana", hours: 200)])
    #expect(throws: RosterError.contractLongerThanWeek(agent: "Ana")) { try RosterDraft.propose(for: problem) }
    problem = Week.problem()
    problem.agents[0].published = [Week.shift(0, day: 2, 480, 700), Week.shift(0, day: 2, 800, 900)]
    #expect(throws: RosterError.contradictoryPins(agent: "Ana", reason: "two shifts start on one day")) {
      try RosterDraft.propose(for: problem)
    }
  }
}
