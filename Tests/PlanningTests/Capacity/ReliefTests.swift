import Planning
import Testing

@Suite struct ReliefTests {
  /// The small season with overtime up to a tenth of the team and an outsourcer of two agents.
  private func relieved(budget: Double? = nil) throws -> HiringCase {
    var season = try smallSeason()
    season.reliefs = [
      try Relief(.outsourcing, upTo: 2, price: 1900), try Relief(.overtime, upTo: 0.1, price: 1200),
    ]
    season.budget = budget
    return season
  }

  /// Everything the plan pays for, shortage left out.
  private func spent(_ plan: HiringPlan, in season: HiringCase) -> Double {
    plan.cost - season.costs.shortage * plan.weeks.reduce(0) { $0 + $1.gap }
  }

  @Test func `overtime comes before the outsourcer, and neither does more than it can`() throws {
    let season = try relieved()
    for plan in [HiringPlan.preview(season), try .cheapest(season)] {
      for (week, now) in plan.weeks.enumerated() {
        let most = 0.1 * season.supplyWithoutHiring(week)
        #expect(now.overtime <= most + 1e-9 && now.outsourced <= 2 + 1e-9)
        #expect(now.outsourced == 0 || now.overtime > most - 1e-9)
        let carried = now.supply + now.overtime + now.outsourced
        #expect(carried <= max(now.required, now.supply) + 1e-9)
      }
    }
  }

  @Test func `without hiring, a gap costs what its relief and its shortage cost`() throws {
    var season = try relieved()
    season.required = [16]
    season.employed = 10 / 0.7
    season.leadWeeks = 1
    // Ten productive agents are there, one agent's work is done in overtime, two agents' is bought, three are missing.
    let plan = try HiringPlan.cheapest(season)
    let pay: Double = 650 * 10 / 0.7
    #expect(near(plan.cost, pay + 1200 + 3800 + 15_000, 1e-9))
    #expect(near(plan.weeks[0].gap, 3, 1e-9))
  }

  @Test func `what is dearer than a shortage is not used`() throws {
    var season = try smallSeason()
    season.reliefs = [try Relief(.outsourcing, upTo: 50, price: season.costs.shortage + 1)]
    #expect(try HiringPlan.cheapest(season) == HiringPlan.cheapest(smallSeason()))
  }

  @Test func `relief makes no plan dearer`() throws {
    #expect(try HiringPlan.cheapest(relieved()).cost < HiringPlan.cheapest(smallSeason()).cost)
  }

  @Test(arguments: [0.999, 0.97, 0.95, 0.93, 0.9])
  func `a budget is kept, and the plan says what it forbids`(share: Double) throws {
    let free = try HiringPlan.cheapest(relieved())
    let budget = share * spent(free, in: try relieved())
    let season = try relieved(budget: budget)
    for plan in [HiringPlan.preview(season), try .cheapest(season)] {
      #expect(spent(plan, in: season) <= budget + 1e-6)
      #expect(plan.cost >= free.cost - 1e-6)
    }
    let plan = try HiringPlan.cheapest(season)
    #expect(plan.cost <= HiringPlan.preview(season).cost + 1e-6)
    #expect(try #require(plan.lowerBound) <= plan.cost)
    #expect(plan.constraints.contains { $0.hasPrefix("The budget of \(Int(budget.rounded()))") })
  }

  @Test func `a budget that does not pay for the team hires nobody and says so`() throws {
    let plan = try HiringPlan.cheapest(relieved(budget: 1000))
    #expect(plan.starters == 0 && plan.weeks.allSatisfy { $0.overtime == 0 && $0.outsourced == 0 })
    #expect(plan.constraints.contains { $0.hasPrefix("The budget of 1000 is less than the ") })
  }

  @Test(arguments: [nil, 62_000.0, 58_000, 54_000] as [Double?])
  func `the programme finds what trying every plan finds`(budget: Double?) throws {
    var season = try relieved(budget: budget)
    season.required = [11, 12, 14, 16, 15, 13]
    season.training = try Training(weeks: 1, passRate: 0.9, ramp: [0.6])
    season.leadWeeks = 0
    season.classCap = 3
    var least = Double.infinity
    // Starters of weeks 0 to 3 by turns from 0 to 3; later ones are of no use any more.
    for code in 0..<256 {
      let starts = (0..<4).map { code >> (2 * $0) & 3 } + [0, 0]
      let plan = HiringPlan.of(permanent: starts, seasonal: [], in: season)
      if spent(plan, in: season) <= budget ?? .infinity { least = min(least, plan.cost) }
    }
    #expect(near(try HiringPlan.cheapest(season, gap: 0).cost, least, 1e-9))
  }

  @Test func `relief is at least nothing, and overtime at most the whole team`() {
    #expect(throws: PlanningError.self) { try Relief(.overtime, upTo: 1.2, price: 1) }
    #expect(throws: PlanningError.self) { try Relief(.outsourcing, upTo: -1, price: 1) }
  }
}
