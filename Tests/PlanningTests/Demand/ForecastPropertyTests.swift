import Testing

@testable import Planning

/// Histories of every awkward sort: short, empty for weeks, with holes, with a spike.
@Suite struct ForecastPropertyTests {
  private func history(_ seed: UInt64) throws -> History {
    var chance = Chance(seed: seed)
    let interval = [1440, 360, 60][Int(seed % 3)]
    let count = 8 + Int(chance.uniform() * (interval == 1440 ? 420 : 50))
    let scale = exp(8 * chance.uniform() - 2)
    let quiet = chance.uniform() < 0.3
    let days = (0..<count).compactMap { offset -> DayVolumes? in
      if chance.uniform() < 0.1 { return nil }
      let isClosed = quiet && (offset / 7) % 3 == 1
      let volumes = (0..<1440 / interval).map { slot in
        isClosed || slot % 4 == 3 ? 0 : (scale * chance.exponential(mean: Double(1 + offset % 7))).rounded()
      }
      return DayVolumes(Day(4000 + offset), volumes)
    }
    return try History("drawn", interval: interval, days: days + [DayVolumes(Day(4000 + count), days[0].volumes)])
  }

  @Test(arguments: UInt64(1)...12)
  func `whatever the history, the ranges are finite and in order`(seed: UInt64) throws {
    let history = try history(seed)
    let start = try #require(history.last) + 1
    for horizon in [1, 10, 60] {
      let event = Event("Sale", start...(start + 3))
      guard let forecast = try? Forecast.of(history, events: [event], horizon: horizon) else { continue }
      #expect(forecast.days.count == horizon)
      for day in forecast.days {
        for estimate in day.intervals + [day.total] {
          let ranks = [estimate.p025, estimate.p10, estimate.p50, estimate.p90, estimate.p975]
          #expect(ranks == ranks.sorted() && ranks[0] >= 0 && ranks[4].isFinite && estimate.mean.isFinite)
        }
        #expect(near(day.intervals.reduce(0) { $0 + $1.mean }, day.total.mean, 1e-6) || day.total.mean < 1e-6)
      }
    }
  }

  @Test func `the days of a longer event know each other`() throws {
    let first = Day(4000)
    let past = Event("Sale", (first + 100)...(first + 102))
    let volumes = (0..<140).map { offset -> Double in
      (100...102).contains(offset) ? 300 : 100 + Double((offset * 7919) % 7)
    }
    // This year's sale is two days longer than any before.
    let next = Event("Sale", (first + 142)...(first + 146))
    let forecast = try Forecast.of(
      try History("orders", daily: volumes, from: first), events: [past, next], horizon: 8)
    #expect(try #require(forecast[first + 146]).total.mean > 140)
    #expect(try #require(forecast[first + 147]).total.mean < 120)
  }
}
