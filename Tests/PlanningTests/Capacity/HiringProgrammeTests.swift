import Foundation
import Planning
import Testing

@Suite struct HiringProgrammeTests {
  @Test func `the programme never costs more than the preview`() throws {
    let season = try smallSeason()
    let (preview, cheapest) = (HiringPlan.preview(season), try HiringPlan.cheapest(season))
    #expect(cheapest.cost <= preview.cost + 1e-6)
    let bound = try #require(cheapest.lowerBound)
    #expect(bound <= cheapest.cost)
  }

  @Test func `plans made side by side are the same to the last digit`() async throws {
    let season = try smallSeason()
    let alone = try HiringPlan.cheapest(season)
    try await withThrowingTaskGroup(of: HiringPlan.self) { group in
      for _ in 0..<16 { group.addTask { try HiringPlan.cheapest(season) } }
      for try await plan in group { #expect(plan == alone) }
    }
  }

  @Test func `with one peak week and no cap the answer is a quotient`() throws {
    var season = try smallSeason(classCap: 500)
    season.required = (0..<20).map { $0 == 15 ? 25 : 0 }
    let curve = StarterCurve(season)
    let deficit = 25 - season.supplyWithoutHiring(15)
    let options = (season.leadWeeks...15).filter { curve.productive[15 - $0] > 0 }.map { start in
      let price = 2500 + 650 * curve.paid[0..<(20 - start)].reduce(0, +)
      let starters = (deficit / curve.productive[15 - start]).rounded(.up)
      return starters * price
    }
    season.costs.shortage = 1e6
    let fixed = (0..<20).reduce(0.0) { $0 + 650 * 16 * pow(0.99, Double($1)) }
    let plan = try HiringPlan.cheapest(season, gap: 0)
    let least = try #require(options.min())
    #expect(plan.cost - fixed <= least + 1)
    #expect(plan.shortWeeks.isEmpty)
  }

  @Test func `no more chairs than there are`() throws {
    var season = try smallSeason()
    season.seats = 6
    for plan in [HiringPlan.preview(season), try HiringPlan.cheapest(season)] {
      for week in 0..<20 {
        let sitting = plan.classes.filter { $0.week <= week && week < $0.week + 3 }.reduce(0) { $0 + $1.starters }
        #expect(sitting <= 6)
      }
    }
  }

  @Test(.enabled(if: Shared.has("bench/staffing/hiring_open.json"), "the shared tables are not here"))
  func `every reference case is planned within a thousandth of the best known cost`() throws {
    for reference in try Shared.json([ReferenceCase].self, "bench/staffing/hiring_open.json") {
      let hiring = try reference.hiring
      let known = HiringPlan.of(
        permanent: reference.solution.starters, seasonal: reference.solution.seasonal, in: hiring)
      #expect(near(known.cost, reference.solution.cost, 1e-6))
      let preview = HiringPlan.preview(hiring)
      #expect(preview.cost <= reference.solution.cost * 1.01)
      #expect(preview.cost >= reference.solution.lp_bound - 1)
      let plan = try HiringPlan.cheapest(hiring)
      #expect(plan.cost <= reference.solution.cost * (1.001 + reference.solution.gap))
      #expect(plan.classes.allSatisfy { $0.starters <= hiring.classCap && $0.week >= hiring.leadWeeks })
    }
  }
}

/// A case of the shared table.
struct ReferenceCase: Decodable {
  struct Solution: Decodable {
    let cost: Double
    let gap: Double
    let lp_bound: Double
    let starters: [Int]
    let seasonal: [Int]
  }

  let required: [Double]
  let opening_headcount: Double
  let hazard_tenured: Double
  let hazard_new: Double
  let new_weeks: Int
  let training_weeks: Int
  let training_pass: Double
  let ramp: [Double]
  let class_cap: Int
  let lead_weeks: Int
  let cost_hire: Double
  let cost_week: Double
  let cost_short: Double
  let productive_share: Double
  let seasonal_end_week: Int
  let cost_hire_seasonal: Double
  let solution: Solution

  var hiring: HiringCase {
    get throws {
      try HiringCase(
        firstMonday: Day(year: 2024, month: 1, day: 1), required: required.map { $0 * productive_share },
        employed: opening_headcount, productiveShare: productive_share,
        attrition: Attrition(tenured: hazard_tenured, new: hazard_new, newWeeks: new_weeks),
        training: Training(weeks: training_weeks, passRate: training_pass, ramp: ramp), classCap: class_cap,
        leadWeeks: lead_weeks, seasonalEndWeek: seasonal_end_week,
        costs: HiringCosts(
          hire: cost_hire, seasonalHire: cost_hire_seasonal, week: cost_week, shortage: cost_short))
    }
  }
}
