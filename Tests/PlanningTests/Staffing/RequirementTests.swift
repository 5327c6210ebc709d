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
