import Planning
import Testing

/// A small season: 20 agents wanted from week 10 to 14, 10 at other times, 12 there today.
func smallSeason(classCap: Int = 20) throws -> HiringCase {
  try HiringCase(
    firstMonday: Day(year: 2011, month: 9, day: 5),
    required: (0..<20).map { (10...14).contains($0) ? 20 : 8 }, employed: 16, productiveShare: 0.7,
    attrition: Attrition(tenured: 0.01, new: 0.02), training: Training(weeks: 3, passRate: 0.9, ramp: [0.5, 0.8, 1]),
    classCap: classCap, leadWeeks: 2, costs: HiringCosts(hire: 2500, seasonalHire: 1800, week: 650, shortage: 5000))
}

@Suite struct HiringPlanTests {
  @Test func `a starter passes, ramps and may leave`() throws {
    let curve = StarterCurve(try smallSeason())
    #expect(curve.productive[2] == 0)
    #expect(near(curve.productive[3], 0.9 * 0.5 * 0.7))
    #expect(near(curve.productive[5], 0.9 * 0.98 * 0.98 * 0.7))
    #expect(near(curve.paid[17], 0.9 * 0.98.power(13) * 0.99))
  }

  @Test func `the preview covers every week it can`() throws {
    let plan = HiringPlan.covering(try smallSeason())
    #expect(plan.shortWeeks.isEmpty)
    #expect(plan.starters > 0)
  }

  @Test func `a class may start on its last safe Monday and not a week later`() throws {
    let season = try smallSeason(classCap: 40)
    let plan = HiringPlan.covering(season)
    let first = try #require(plan.classes.first)
    #expect(first.lastSafeMonday >= first.monday)
    let later = (first.lastSafeMonday - season.firstMonday) / 7 + 1
    var starts = [Int](repeating: 0, count: season.weeks)
    for start in plan.classes.dropFirst() { starts[start.week] = start.permanent }
    starts[later] += first.permanent
    let moved = HiringPlan.of(permanent: starts, seasonal: [], in: season)
    #expect(zip(moved.weeks, plan.weeks).contains { $0.gap > $1.gap + 0.01 })
  }

  @Test func `the last Monday for a class of twenty`() throws {
    let season = try smallSeason()
    guard case .monday(let monday) = season.lastSafeMonday(classOf: 20) else {
      Issue.record("a class of twenty is enough")
      return
    }
    #expect(monday.weekday == .monday)
    var starts = [Int](repeating: 0, count: season.weeks)
    starts[(monday - season.firstMonday) / 7] = 20
    #expect(HiringPlan.of(permanent: starts, seasonal: [], in: season).shortWeeks.isEmpty)
  }

  @Test func `a class too small says how much is missing`() throws {
    guard case .tooSmall(_, let missing) = try smallSeason().lastSafeMonday(classOf: 2) else {
      Issue.record("two are not enough")
      return
    }
    #expect(missing > 5)
  }

  @Test func `classes too small say so in words`() throws {
    let plan = HiringPlan.covering(try smallSeason(classCap: 1))
    #expect(!plan.shortWeeks.isEmpty)
    #expect(plan.constraints.contains { $0.contains("full at 1") })
    let cap = try #require(try smallSeason(classCap: 1).coveringClassCap)
    #expect(plan.constraints.contains("With classes of \(cap) every week could be covered."))
    #expect(HiringPlan.covering(try smallSeason(classCap: cap)).shortWeeks.isEmpty)
    #expect(!HiringPlan.covering(try smallSeason(classCap: cap - 1)).shortWeeks.isEmpty)
  }
}

extension Double {
  fileprivate func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * self } }
}
