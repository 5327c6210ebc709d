import Planning
import Testing

/// Eight weeks of half-hours, Monday to Friday 9 to 17, with the same shape each week.
func steadyWeeks(scale: Double = 1, weeks: Int = 8) throws -> History {
  let first = Day(year: 2011, month: 9, day: 5)
  let days = (0..<7 * weeks).map { offset in
    let open = (first + offset).weekday.index < 5
    return DayVolumes(
      first + offset, (0..<48).map { open && (18..<34).contains($0) ? scale * Double(10 + $0 % 5 + offset % 7) : 0 })
  }
  return try History("phone", interval: 30, days: days)
}

@Suite struct ForecastTests {
  @Test func `a steady week repeats itself`() throws {
    let history = try steadyWeeks()
    let forecast = try Forecast.of(history, horizon: 14)
    #expect(forecast.days.count == 14)
    let monday = try #require(forecast[Day(year: 2011, month: 10, day: 31)])
    #expect(near(monday.total.mean, history.days[0].total, 0.02))
    #expect(monday.intervals[0] == .zero)
    #expect(near(monday.intervals.reduce(0) { $0 + $1.mean }, monday.total.mean))
  }

  @Test func `a closed weekday stays closed`() throws {
    let forecast = try Forecast.of(try steadyWeeks(), horizon: 7)
    for day in forecast.days where day.day.weekday.index >= 5 { #expect(day.total.mean == 0) }
  }

  @Test func `ranges are in order`() throws {
    for day in try Forecast.of(try steadyWeeks(), horizon: 14).days {
      for estimate in day.intervals + [day.total] {
        #expect(estimate.p025 <= estimate.p10 && estimate.p10 <= estimate.p50)
        #expect(estimate.p50 <= estimate.p90 && estimate.p90 <= estimate.p975)
      }
    }
  }

  @Test func `forecasts scale with the history`() throws {
    let (one, ten) = (
      try Forecast.of(try steadyWeeks(), horizon: 7), try Forecast.of(try steadyWeeks(scale: 10), horizon: 7)
    )
    for (small, large) in zip(one.days, ten.days) { #expect(near(large.total.mean, 10 * small.total.mean, 0.02)) }
  }

  @Test func `the same history gives the same forecast`() throws {
    #expect(try Forecast.of(try steadyWeeks(), horizon: 7) == Forecast.of(try steadyWeeks(), horizon: 7))
  }

  @Test func `the planner's word counts for an event never seen`() throws {
    let history = try steadyWeeks()
    let day = Day(year: 2011, month: 10, day: 31)
    let uplift = Uplift(low: 2, mid: 3, high: 4)
    let plain = try Forecast.of(history, horizon: 7)
    let event = try Forecast.of(history, events: [Event("Launch", day...day, uplift: uplift)], horizon: 7)
    let (usual, launch) = (try #require(plain[day]).total.mean, try #require(event[day]).total.mean)
    #expect(near(launch, 3 * usual, 0.05))
    #expect(event[day]?.events == ["Launch"])
    let range = try #require(event[day]).total
    #expect(range.p90 / range.p10 > 1.7)
    #expect(event.explanation.notes.contains { $0.contains("Launch was never seen before") })
  }
}

@Suite struct HistoryRefusalTests {
  let first = Day(year: 2011, month: 1, day: 3)

  @Test func `a negative volume is refused`() {
    #expect(throws: PlanningError.negativeVolume(first, -1)) { _ = try History("x", daily: [-1], from: first) }
  }

  @Test func `a volume that is no number is refused`() {
    #expect(throws: PlanningError.volumeNotFinite(first)) { _ = try History("x", daily: [.nan], from: first) }
  }

  @Test func `a day that stands twice is refused`() {
    #expect(throws: PlanningError.daysOutOfOrder(first)) {
      _ = try History("x", interval: 1440, days: [DayVolumes(first, [1]), DayVolumes(first, [1])])
    }
  }

  @Test func `an interval of seven minutes is refused`() {
    #expect(throws: PlanningError.intervalDoesNotDivideDay(7)) { _ = try History("x", interval: 7, days: []) }
  }

  @Test func `two points are too few`() throws {
    let history = try History("x", daily: [1, 2], from: first)
    #expect(throws: PlanningError.historyTooShort(days: 2, needed: 8)) { _ = try Forecast.of(history, horizon: 7) }
  }

  @Test func `a year of zeros teaches nothing`() throws {
    let history = try History("x", daily: [Double](repeating: 0, count: 365), from: first)
    #expect(throws: PlanningError.nothingEverHappened) { _ = try Forecast.of(history, horizon: 7) }
  }

  @Test func `a horizon of no days is refused`() throws {
    #expect(throws: PlanningError.horizonNotPositive) { _ = try Forecast.of(try steadyWeeks(), horizon: 0) }
  }

  @Test func `histories with different intervals do not add up`() throws {
    let daily = try steadyWeeks().daily
    #expect(throws: PlanningError.differentIntervals(30, 1440)) {
      _ = try History.sum([try steadyWeeks(), daily], named: "all")
    }
  }
}
