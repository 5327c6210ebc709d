import Planning
import Testing

@Suite struct RequirementTests {
  let monday = Day(year: 2011, month: 11, day: 28)

  private func requirement(_ volumes: [Double], handle: Double = 300, patience: Double? = nil) throws -> Requirement {
    try Requirement.of(
      [DayVolumes(monday, volumes)], series: "phone", interval: 30, handleTime: HandleTime(seconds: handle),
      goal: ServiceGoal(answering: 0.8, within: 20, occupancyAtMost: Share(0.85)), patienceSeconds: patience,
      shrinkage: Shrinkage(Share(0.3)))
  }

  @Test func `each step of the arithmetic is there to read`() throws {
    let step = try #require(try requirement([120]).intervals.first)
    #expect(step.load == 20 && step.carriedLoad == 20)
    #expect(step.agentsForService == 25 && step.agents == 25)
    #expect(step.scheduled == 36)
    #expect(try #require(step.performance).answeredInTime >= 0.8)
  }

  @Test func `chats at once take the agents that the queue of chats takes, and the arithmetic says so`() throws {
    let goal = try ServiceGoal(answering: 0.8, within: 30)
    let requirement = try Requirement.of(
      [DayVolumes(monday, [0, 300])], series: "chat", interval: 30,
      handleTime: HandleTime(seconds: 400, atOnce: [1, 1.3, 1.65]), goal: goal, patienceSeconds: 180,
      shrinkage: .none)
    let step = requirement.intervals[1]
    let queue = try ChatQueue(
      volume: step.carriedLoad * 1800 / 400, intervalMinutes: 30, handleSeconds: [400, 520, 660], patienceSeconds: 180)
    #expect(step.agents == queue.agents(for: goal) && step.agents < Int(step.carriedLoad))
    #expect(step.explained(by: requirement).contains { $0.contains("up to 3 chats at once") })
  }

  @Test func `a range of chats takes more than their mean`() throws {
    func agents(_ spread: Double) throws -> Int {
      try Requirement.of(
        [DayVolumes(monday, [300])], series: "chat", interval: 30, spreads: [monday: spread],
        handleTime: HandleTime(seconds: 400, atOnce: [1, 1.3]), goal: ServiceGoal(answering: 0.8, within: 30),
        patienceSeconds: 180, shrinkage: .none
      ).intervals[0].agents
    }
    #expect(try agents(0.4) > agents(0))
  }

  @Test func `chats need patience, and no limit that slows an agent down`() {
    #expect(throws: PlanningError.self) { _ = try HandleTime(seconds: 300, atOnce: [1, 2.5]) }
    #expect(throws: PlanningError.self) {
      _ = try Requirement.of(
        [DayVolumes(monday, [300])], series: "chat", interval: 30,
        handleTime: HandleTime(seconds: 400, atOnce: [1, 1.3]),
        goal: ServiceGoal(answering: 0.8, within: 30), patienceSeconds: nil, shrinkage: .none)
    }
  }

  @Test func `zero volume takes nobody, even while contacts of before go on`() throws {
    let steps = try requirement([120, 0, 120]).intervals
    #expect(steps[1].agents == 0 && steps[1].scheduled == 0 && steps[1].performance == nil)
  }

  @Test func `a negative volume is refused by its day`() {
    #expect(throws: PlanningError.negativeVolume(monday, -1)) { _ = try requirement([-1]) }
  }

  @Test func `without patience no plan`() {
    #expect(throws: PlanningError.patienceNotPositive(0)) { _ = try requirement([1], patience: 0) }
  }

  @Test func `everybody at once is refused in words`() {
    #expect(throws: PlanningError.self) { _ = try ServiceGoal(answering: 1, within: 0) }
  }

  @Test func `long contacts carry over into the next interval`() throws {
    let steps = try requirement([40, 10], handle: 3600).intervals
    #expect(steps[1].carriedLoad > steps[1].load)
  }

  @Test func `patience saves agents`() throws {
    let (with, without) = (try requirement([300], patience: 120), try requirement([300]))
    #expect(with.intervals[0].agents <= without.intervals[0].agents)
  }

  @Test(arguments: [
    // parts in basis points, agents at work, scheduled
    ([1000], 9, 10), ([1000, 2000], 18, 25), ([], 7, 7), ([3333], 2, 3), ([500, 500, 500, 500], 1000, 1228),
  ])
  func `losses multiply and round up once`(parts: [Int], agents: Int, scheduled: Int) throws {
    let shrinkage = try Shrinkage(parts.map { .init("loss", Share(basisPoints: $0), planned: true) })
    #expect(shrinkage.scheduled(for: agents) == scheduled)
  }

  @Test func `weeks add up hours and remember the peak`() throws {
    let week = try #require(try requirement([120, 60]).weekly(hoursAWeek: 37.5).first)
    #expect(week.monday == monday && week.peakAgents == 25)
    #expect(near(week.productiveAgents, week.hours / 37.5))
  }
}

@Suite struct ExplanationTests {
  @Test func `an interval explains itself line by line`() throws {
    let requirement = try Requirement.of(
      [DayVolumes(Day(0), [120, 0])], series: "phone", interval: 30, handleTime: HandleTime(seconds: 300),
      goal: ServiceGoal(answering: 0.8, within: 20, occupancyAtMost: Share(0.75)), patienceSeconds: nil,
      shrinkage: Shrinkage([.init("leave", Share(0.1), planned: true), .init("breaks", Share(0.2), planned: true)]))
    #expect(
      requirement.intervals[0].explained(by: requirement) == [
        "120.0 contacts of 300.0 s in 30 minutes keep 20.0 agents busy (120.0 × 300.0 / 1800).",
        "Answering 80.0 % in 20.0 s takes 25 agents (Erlang C, everybody waits).",
        "Nobody busy more than 75.0 % of the time takes 27.",
        "27 agents answer 94.0 % in time, wait 4.1 s on average, are busy 74.1 %; 0.0 % give up.",
        "Of paid time 72.0 % is left (leave 10.0 %, breaks 20.0 %): schedule 38.",
      ])
    #expect(
      requirement.intervals[1].explained(by: requirement) == ["No contacts are expected, so nobody is needed."])
  }
}
