import Testing

@testable import Planning

@Suite struct RosterOptimiserTests {
  typealias Week = PeakWeekRoster

  private func optimise(_ problem: RosterProblem, work: Int = 600) async throws -> RosterDraft {
    try await RosterDraft.optimise(problem, budget: TourSearch.Budget(work: work, lanes: 1))
  }

  @Test func `the optimised week keeps every rule and states its gap`() async throws {
    let problem = Week.problem()
    let greedy = try RosterDraft.propose(for: problem, effort: .quick)
    let draft = try await optimise(problem)
    #expect(draft.roster.breaches(in: problem).isEmpty)
    #expect(draft.objective.total <= greedy.objective.total + 1e-6)
    let bound = try #require(draft.bound)
    #expect(bound <= draft.objective.total + 1e-6)
    #expect(bound > 0)
  }

  @Test func `a pinned week is left alone and counted`() async throws {
    var problem = Week.problem(agents: Array(Week.cast.prefix(2)))
    var rules = RuleBook.of(.greatBritain)
    rules.noticeWindow = NoticeWindow(days: 7)
    problem.sites[0] = Week.site(rules)
    problem.today = -3
    problem.agents[0].published = [Week.shift(0, day: 2, 600, 900)]
    let draft = try await optimise(problem, work: 300)
    #expect(draft.roster.shifts(of: 0).filter { $0.day < 4 } == problem.agents[0].published)
    #expect(draft.roster.breaches(in: problem).isEmpty)
    #expect(try #require(draft.bound) <= draft.objective.total + 1e-6)
  }

  @Test func `two weeks keep each week's hours`() async throws {
    var problem = Week.problem()
    problem.period = RosterPeriod(days: 14)
    problem.templates = [Week.short]
    problem.sites = [RosterSite(name: "Leeds", period: problem.period, opens: 420, closes: 1320, rules: .of(.ireland))]
    problem.queues = problem.queues.map {
      RosterQueue(id: $0.id, name: $0.name, needed: $0.needed + $0.needed)
    }
    for agent in problem.agents.indices { problem.agents[agent].employed = 0..<14 }
    let draft = try await optimise(problem, work: 300)
    #expect(draft.roster.breaches(in: problem).isEmpty)
    #expect(try #require(draft.bound) <= draft.objective.total + 1e-6)
  }

  @Test func `the same seed, lanes and work give the same roster`() async throws {
    let problem = Week.problem()
    let budget = TourSearch.Budget(work: 400, lanes: 2)
    let first = try await RosterDraft.optimise(problem, budget: budget, seed: 5)
    let second = try await RosterDraft.optimise(problem, budget: budget, seed: 5)
    #expect(first == second)
  }

  @Test func `a run that is cancelled returns at once with a lawful roster`() async throws {
    let problem = Week.problem()
    let run = Task { try await RosterDraft.optimise(problem, budget: TourSearch.Budget(lanes: 2)) }
    run.cancel()
    let draft = try await run.value
    #expect(!draft.roster.shifts.isEmpty)
    #expect(draft.roster.breaches(in: problem).isEmpty)
  }

  @Test func `with nobody there the whole need is the cost, and proven`() async throws {
    let problem = Week.problem(agents: [])
    let draft = try await optimise(problem, work: 100)
    #expect(draft.roster.shifts.isEmpty)
    #expect(draft.gap == 0)
    #expect(draft.coverage.gaps.allSatisfy { $0.words.hasSuffix("nobody has the skill") })
  }
}
