import Planning
import Testing

@Suite struct IntradayTests {
  /// A day of ten intervals of 100, whose total may stray by a spread.
  private func day(spread: Double) -> ForecastDay {
    func around(_ mean: Double, _ spread: Double) -> Estimate {
      Estimate(
        mean: mean, p025: mean * (1 - 1.96 * spread), p10: mean * (1 - 1.28 * spread), p50: mean,
        p90: mean * (1 + 1.28 * spread), p975: mean * (1 + 1.96 * spread))
    }
    return ForecastDay(
      day: Day(0), total: around(1000, spread), intervals: .init(repeating: around(100, spread + 0.1), count: 10),
      events: [])
  }

  @Test func `days that never differ learn nothing from the morning`() {
    let updated = day(spread: 0).updated(with: [150, 150])
    #expect(updated.intervals[2].mean == 100 && near(updated.total.mean, 1100))
  }

  @Test func `days that differ wildly follow the morning`() {
    let updated = day(spread: 0.6).updated(with: [150, 150, 150])
    #expect(updated.intervals[5].mean > 145)
  }

  @Test func `the more of the day is known the narrower the rest`() {
    let whole = day(spread: 0.2)
    let noon = whole.updated(with: .init(repeating: 110, count: 5))
    #expect(noon.total.p90 - noon.total.p10 < whole.total.p90 - whole.total.p10)
    #expect(noon.intervals[0] == Estimate(certain: 110))
    #expect(noon.intervals[6].p90 <= whole.intervals[6].p90 * 1.1)
  }

  @Test func `without news nothing changes`() {
    #expect(day(spread: 0.2).updated(with: []) == day(spread: 0.2))
  }
}

@Suite struct HierarchyTests {
  @Test func `parts add up to the total and keep their proportions`() throws {
    let (small, large) = (try steadyWeeks(), try steadyWeeks(scale: 3))
    let parts = [try Forecast.of(small, horizon: 7), try Forecast.of(large, horizon: 7)]
    let total = try Forecast.of(History.sum([small, large], named: "all"), horizon: 7)
    let reconciled = try Forecast.reconciled(parts, with: total)
    for (index, day) in total.days.enumerated() {
      let (first, second) = (reconciled[0].days[index].total.mean, reconciled[1].days[index].total.mean)
      #expect(near(first + second, day.total.mean, 1e-9) || day.total.mean == 0)
      #expect(first == 0 || near(second / first, parts[1].days[index].total.mean / parts[0].days[index].total.mean))
    }
  }
}
