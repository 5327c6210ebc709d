import Testing

@testable import Planning

@Suite struct RosterOptimiserTests {
  typealias Week = PeakWeekRoster

  private func optimise(_ problem: RosterProblem, work: Int = 1_000_000) async throws -> RosterDraft {
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

  /// The optimiser's own account of a roster is the count of the finished roster.
  @Test func `tours cost what the roster costs`() throws {
    for agents in [[Week.agent("Ben", skills: [Week.returns]), Week.agent("Cal", skills: [Week.delivery])], Week.cast] {
      let problem = Week.problem(agents: agents)
      var builder = RosterBuilder(problem, seed: 3)
      _ = builder.fill(builder.order)
      let tours = RosterTours(problem, board: RosterBoard(problem))
      let cost = tours.tours.cost(of: tours.tours(of: builder.board.roster))
      let counted = builder.board.roster.objective(in: problem).total
      // Routing in the tours may split an interval between queues, which a person's hour cannot.
      #expect(cost <= counted + 1e-6)
      if agents.count == 2 { #expect(abs(cost - counted) < 1e-6) }
    }
  }

  @Test func `a pinned week is left alone and counted`() async throws {
    var problem = Week.problem(agents: Array(Week.cast.prefix(2)))
    var rules = RuleBook.of(.greatBritain)
    rules.noticeWindow = NoticeWindow(days: 7)
    problem.sites[0] = Week.site(rules)
    problem.today = -3
    problem.agents[0].published = [Week.shift(0, day: 2, 600, 900)]
    let draft = try await optimise(problem, work: 300_000)
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
    let draft = try await optimise(problem, work: 300_000)
    #expect(draft.roster.breaches(in: problem).isEmpty)
    #expect(try #require(draft.bound) <= draft.objective.total + 1e-6)
  }
}
