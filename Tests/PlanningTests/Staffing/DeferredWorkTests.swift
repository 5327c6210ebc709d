import Planning
import Testing

@Suite struct DeferredWorkTests {
  /// Two intervals open, two closed, two open; everything due within two open intervals.
  private func tickets(backlog: Double = 0) throws -> DeferredWork {
    try DeferredWork(
      arriving: [4, 0, 6, 2, 0, 0], dueWithinOpenIntervals: 2, open: [true, true, false, false, true, true],
      backlog: backlog)
  }

  @Test func `deadlines count open intervals only`() throws {
    #expect(try tickets().due == [4, 5, 5, 5, 5, 5])
  }

  @Test func `the binding window explains the level`() throws {
    let level = try #require(try tickets().constantLevel)
    #expect(level.agents == 4 && level.window == 3...5 && level.work == 8 && level.openIntervals == 2)
  }

  @Test func `the constant level does all work in time, and a little less does not`() throws {
    let tickets = try tickets(backlog: 3)
    let agents = try #require(tickets.constantLevel).agents
    #expect(tickets.served(by: .init(repeating: agents, count: 6)).late < 1e-9)
    #expect(tickets.served(by: .init(repeating: agents * 0.99, count: 6)).late > 0)
  }

  @Test func `an even pace is raised only where it would leave something late`() throws {
    // Two days of four open intervals: all of the first day's work comes at its end and is due within two.
    let work = try DeferredWork(
      arriving: [0, 0, 0, 8, 2, 2, 2, 2, 0, 0, 0, 0], dueWithinOpenIntervals: 2,
      open: [Bool](repeating: true, count: 12))
    let even = work.evenLevels(intervalsPerDay: 4)
    #expect(even == [2, 2, 0])
    let levels = try work.dailyLevels(intervalsPerDay: 4, atLeast: even)
    #expect(levels[0] == 2 && levels[1] > 2, "\(levels)")
    #expect(work.served(by: (0..<12).map { even[$0 / 4] }).late > 0)
    #expect(work.served(by: (0..<12).map { levels[$0 / 4] }).late < 1e-6)
  }

  @Test func `work due before anybody is open is refused`() {
    #expect(throws: PlanningError.noOpenTimeBeforeDeadline(interval: 0)) {
      _ = try DeferredWork(arriving: [1, 0, 0], due: [1, 2, 2], open: [true, false, true])
    }
  }

  @Test func `the backlog shows how old its oldest is`() throws {
    let idle = try tickets().served(by: .init(repeating: 0, count: 6))
    #expect(idle.waiting.last == 12 && idle.oldest.last == 5)
  }

  @Test(.enabled(if: Shared.has("bench/staffing/deferred_open.json"), "the shared tables are not here"))
  func `every reference case is met`() throws {
    for reference in try Shared.json([Reference].self, "bench/staffing/deferred_open.json") {
      let open = reference.open.map { $0 != 0 }
      let work = try DeferredWork(
        arriving: reference.work, due: reference.due, open: open, backlog: reference.backlog,
        backlogDue: reference.backlog_due)
      let level = try #require(work.constantLevel)
      #expect(near(level.agents, reference.constant_agents))
      #expect([level.window.lowerBound, level.window.upperBound] == reference.binding_window)
      let daily = try work.dailyLevels(intervalsPerDay: 24)
      let levels = open.indices.map { daily[$0 / 24] }
      let total = zip(open, levels).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
      #expect(near(total, reference.min_total_agent_intervals_daily_levels, 1e-6))
      #expect(work.served(by: levels).late < 1e-4)
      #expect(
        try DeferredWork(
          arriving: reference.work, dueWithinOpenIntervals: reference.sla_open, open: open, backlog: reference.backlog
        ).due == work.due)
    }
  }

  private struct Reference: Decodable {
    let open: [Int]
    let work: [Double]
    let due: [Int]
    let sla_open: Int
    let backlog: Double
    let backlog_due: Int
    let constant_agents: Double
    let binding_window: [Int]
    let min_total_agent_intervals_daily_levels: Double
  }
}
