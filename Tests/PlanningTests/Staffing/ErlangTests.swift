import Planning
import Testing

/// How far a number may lie from another, as a share of it.
func near(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(found - expected) <= tolerance * max(abs(expected), 1e-12)
}

@Suite struct ErlangTests {
  @Test(arguments: [
    // load, agents, share lost: A. K. Erlang's own formula by hand, and the 1 % line of the traffic tables
    (1.0, 1, 0.5), (2.0, 2, 0.4), (2.0, 3, 4.0 / 19), (10.0, 18, 0.0071424382),
  ])
  func `lines lose what Erlang's first formula says`(load: Double, agents: Int, lost: Double) {
    #expect(near(ErlangB(load: load).blocked(agents: agents), lost, 1e-7))
  }

  @Test func `one agent at half load makes half wait`() throws {
    let queue = ErlangC(load: 0.5, handleSeconds: 100)
    let performance = try #require(queue.performance(agents: 1, within: 0))
    #expect(near(performance.waiting, 0.5) && near(performance.waitSeconds, 100) && near(performance.queue, 0.5))
  }

  @Test func `an overloaded queue without patience has no answer`() {
    #expect(ErlangC(load: 10, handleSeconds: 180).performance(agents: 10, within: 20) == nil)
  }

  @Test(arguments: [(0.8, 10_013), (0.9, 10_019)])
  func `ten thousand erlangs are no problem`(share: Double, agents: Int) throws {
    let goal = try ServiceGoal(answering: share, within: 20)
    #expect(ErlangC(load: 10_000, handleSeconds: 180).agents(for: goal) == agents)
  }

  @Test func `ten thousand impatient customers and nine thousand agents`() {
    let queue = ErlangA(load: 10_000, handleSeconds: 180, patienceSeconds: 60)
    let performance = queue.performance(agents: 9000, within: 60)
    #expect(near(performance.abandoned, 0.1, 1e-3) && near(performance.answeredInTime, 0.9, 1e-3))
  }

  @Test(arguments: [(5.0, 7), (50.0, 55), (200.0, 205)])
  func `with endless patience Erlang A is Erlang C`(load: Double, agents: Int) throws {
    let endless = ErlangA(load: load, handleSeconds: 180, patienceSeconds: 1e11)
    let all = try #require(ErlangC(load: load, handleSeconds: 180).performance(agents: agents, within: 20))
    let some = endless.performance(agents: agents, within: 20)
    #expect(near(some.waiting, all.waiting, 1e-5) && near(some.answeredInTime, all.answeredInTime, 1e-5))
  }

  @Test(arguments: [(5.0, 4), (50.0, 48), (100.0, 104)])
  func `who waits in Erlang A lies between Erlang B and C`(load: Double, agents: Int) {
    let lost = ErlangB(load: load).blocked(agents: agents)
    let patient = ErlangC(load: load, handleSeconds: 180).performance(agents: agents, within: 20)
    let waiting = ErlangA(load: load, handleSeconds: 180, patienceSeconds: 120)
      .performance(agents: agents, within: 20).waiting
    #expect(lost <= waiting && waiting <= patient?.waiting ?? 1)
  }

  @Test(arguments: [0.5, 3, 30, 300, 3000])
  func `more demand never needs fewer agents`(load: Double) throws {
    let goal = try ServiceGoal(answering: 0.8, within: 20, occupancyAtMost: Share(0.85))
    for step in 0..<20 {
      let (less, more) = (load * (1 + Double(step) / 50), load * (1 + Double(step + 1) / 50))
      #expect(
        ErlangC(load: less, handleSeconds: 240).agents(for: goal)
          <= ErlangC(load: more, handleSeconds: 240).agents(for: goal))
      #expect(
        ErlangA(load: less, handleSeconds: 240, patienceSeconds: 90).agents(for: goal)
          <= ErlangA(load: more, handleSeconds: 240, patienceSeconds: 90).agents(for: goal))
    }
  }
}

extension ErlangTests {
  @Test func `with nobody at work everybody waits and gives up`() {
    let nobody = ErlangA(load: 6, handleSeconds: 340, patienceSeconds: 150).performance(agents: 0, within: 20)
    #expect(nobody.answeredInTime == 0)
    #expect(nobody.abandoned == 1)
    #expect(nobody.waitSeconds == 150)
  }
}

/// What a well-known open library answers wrongly, with the right answers.
@Suite struct PeerDefectTests {
  @Test func `an easy target is met below the rounded load`() throws {
    let goal = try ServiceGoal(answering: 0.8, within: 900)
    #expect(ErlangC(load: 59.596, handleSeconds: 180).agents(for: goal) == 60)
  }

  @Test func `21 agents at 30 % shrinkage are 30, not 31`() throws {
    #expect(try Shrinkage(Share(0.3)).scheduled(for: 21) == 30)
  }

  @Test func `9.6 erlangs at 80 % occupancy take 12 agents, not 13`() throws {
    let goal = try ServiceGoal(answering: nil, within: 20, occupancyAtMost: Share(0.8))
    #expect(ErlangC(load: 9.6, handleSeconds: 180).agents(for: goal) == 12)
    #expect(ErlangC(load: 12 * 0.8, handleSeconds: 180).agents(for: goal) == 12)
  }

  @Test(arguments: [(22, 14_400.0, 0.986), (30, 9_000.0, 0.9998)])
  func `long targets do not underflow`(agents: Int, seconds: Double, share: Double) {
    let queue = ErlangA(load: 20, handleSeconds: 300, patienceSeconds: 3600)
    #expect(abs(queue.performance(agents: agents, within: seconds).answeredInTime - share) < 5e-4)
  }

  @Test func `those who give up need nobody, so fewer agents than the load can do`() throws {
    let goal = try ServiceGoal(answering: 0.8, within: 20)
    #expect(ErlangA(load: 100, handleSeconds: 300, patienceSeconds: 120).agents(for: goal) == 98)
  }

  @Test func `the wait of the answered leaves out those who gave up`() {
    let performance = ErlangA(load: 10, handleSeconds: 300, patienceSeconds: 120).performance(agents: 8, within: 20)
    #expect(performance.answerSeconds < performance.waitSeconds || performance.abandoned > 0.1)
    #expect(performance.answerSeconds != performance.waitSeconds)
  }

  @Test func `a closed interval takes nobody`() throws {
    let goal = try ServiceGoal(answering: 0.8, within: 20)
    #expect(ErlangC(load: 0, handleSeconds: 300).agents(for: goal) == 0)
    #expect(ErlangA(load: 0, handleSeconds: 300, patienceSeconds: 60).agents(for: goal) == 0)
  }
}

@Suite(.enabled(if: Shared.has("bench/staffing/open.csv"), "the shared tables are not here"))
struct StaffingTableTests {
  @Test func `every row of the reference table is met`() throws {
    for row in try Shared.rows("bench/staffing/open.csv") {
      func number(_ column: String) -> Double? { Double(row[column] ?? "") }
      let handle = try #require(number("aht_s"))
      let load = offeredLoad(volume: try #require(number("arrivals")), handleSeconds: handle, intervalMinutes: 30)
      let agents = Int(try #require(number("agents")))
      let seconds = number("t_s") ?? 0
      if row["kind"] == "need" {
        #expect(try need(row, load: load, handle: handle, seconds: seconds) == agents, "\(row)")
      }
      if row["model"] == "B" {
        #expect(near(ErlangB(load: load).blocked(agents: agents), number("p_wait") ?? -1), "\(row)")
        continue
      }
      let found = number("patience_s").map {
        ErlangA(load: load, handleSeconds: handle, patienceSeconds: $0).performance(agents: agents, within: seconds)
      }
      let performance = try #require(
        found ?? ErlangC(load: load, handleSeconds: handle).performance(agents: agents, within: seconds))
      #expect(near(performance.waiting, number("p_wait") ?? -1), "\(row)")
      #expect(near(performance.answeredInTime, number("sl") ?? -1), "\(row)")
      #expect(near(performance.abandoned, number("p_ab") ?? -1), "\(row)")
    }
  }

  private func need(_ row: [String: String], load: Double, handle: Double, seconds: Double) throws -> Int {
    func number(_ column: String) -> Double? { Double(row[column] ?? "") }
    if row["model"] == "B" { return ErlangB(load: load).agents(losingAtMost: number("target_ab") ?? 0) }
    let goal = try ServiceGoal(
      answering: number("target_sl"), within: seconds, abandonedAtMost: number("target_ab"),
      occupancyAtMost: number("max_occ").map { Share($0) })
    guard let patience = number("patience_s") else {
      return ErlangC(load: load, handleSeconds: handle).agents(for: goal)
    }
    return ErlangA(load: load, handleSeconds: handle, patienceSeconds: patience).agents(for: goal)
  }
}
