import Planning
import Testing

@Suite struct HiringRiskTests {
  @Test func `without uncertainty of demand the paths lie around the plan`() throws {
    let season = try smallSeason()
    let plan = HiringPlan.covering(season)
    let risk = HiringRisk.of(plan, in: season, demandSpread: 0, paths: 400)
    for (played, planned) in zip(risk.weeks, plan.weeks) {
      #expect(abs(played.supplyP50 - planned.supply) < 1.5)
      #expect(played.supplyP10 <= played.supplyP50 && played.supplyP50 <= played.supplyP90)
      #expect(near(played.requiredP90, planned.required) || planned.required == 0)
    }
  }

  @Test func `the peak is the week at risk`() throws {
    let season = try smallSeason()
    let risk = HiringRisk.of(HiringPlan.covering(season), in: season, demandSpread: 0.1)
    #expect(risk.weeks[12].short > risk.weeks[2].short)
    #expect((0...1).contains(risk.coveredThroughout))
  }

  @Test func `the same seed gives the same risk`() throws {
    let season = try smallSeason()
    let plan = HiringPlan.covering(season)
    #expect(
      HiringRisk.of(plan, in: season, demandSpread: 0.1, paths: 100)
        == HiringRisk.of(plan, in: season, demandSpread: 0.1, paths: 100))
  }
}

@Suite struct ScenarioTests {
  @Test func `a stronger promotion takes more starters, and shows what the plan at hand would miss`() throws {
    let season = try smallSeason()
    let plan = HiringPlan.preview(season)
    let outcomes = try ScenarioOutcome.compare(
      [Scenario("as planned"), Scenario("promotion", demand: 1.2), Scenario("lower pass rate", passRate: 0.8)],
      plan: plan, in: season)
    #expect(outcomes[0].planAtHand.cost == plan.cost)
    #expect(outcomes[1].plan.starters > plan.starters && outcomes[2].plan.starters >= plan.starters)
    #expect(!outcomes[1].planAtHand.shortWeeks.isEmpty)
  }

  @Test func `a newer plan says what it changes`() throws {
    let season = try smallSeason()
    let plan = HiringPlan.preview(season)
    #expect(plan.changes(since: plan) == ["Nothing changes."])
    let stronger = HiringPlan.preview(Scenario("promotion", demand: 1.3).applied(to: season))
    #expect(stronger.changes(since: plan).contains { $0.contains("It costs") && $0.contains("more") })
  }
}
