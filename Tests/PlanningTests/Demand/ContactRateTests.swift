import Planning
import Testing

@Suite struct ContactRateTests {
  /// Orders of 100 a day, with certainty.
  private func orders(_ days: Int) -> Forecast {
    let origin = Day(year: 2011, month: 11, day: 20)
    return Forecast(
      series: "orders", interval: 1440, origin: origin,
      days: (1...days).map {
        ForecastDay(day: origin + $0, total: Estimate(certain: 100), intervals: [Estimate(certain: 100)], events: [])
      },
      explanation: .init(method: .slotAverage, scores: [], spikes: [], effects: [], notes: []))
  }

  private let everyDay = DayProfile(interval: 720, weights: .init(repeating: [1, 3], count: 7))

  @Test func `contacts follow orders by their lag`() throws {
    let rate = try ContactRate(reason: "where is it", channel: "mail", perOrder: 0.2, lags: [0, 1, 1])
    let known = try History("orders", daily: [100, 100], from: Day(year: 2011, month: 11, day: 19))
    let contacts = Forecast.contacts(
      channel: "mail", rates: [rate], orders: orders(3), known: known, profile: everyDay)
    #expect(contacts.days.allSatisfy { near($0.total.mean, 20) })
    #expect(contacts.days.allSatisfy { near($0.intervals[1].mean, 15) })
  }

  @Test func `contacts of a closed day wait for the next open one`() throws {
    let rate = try ContactRate(reason: "where is it", channel: "mail", perOrder: 0.2, lags: [1])
    var weights = [[Double]](repeating: [1, 1], count: 7)
    weights[5] = [0, 0]
    weights[6] = [0, 0]
    let contacts = Forecast.contacts(
      channel: "mail", rates: [rate], orders: orders(8), known: try History("orders", daily: [100], from: Day(0)),
      profile: DayProfile(interval: 720, weights: weights))
    let means = contacts.days.map(\.total.mean)
    #expect(means == [20, 20, 20, 20, 20, 0, 0, 60])
  }

  @Test func `self-service takes its share away from its first day on`() throws {
    let rate = try ContactRate(
      reason: "where is it", channel: "mail", perOrder: 0.2, lags: [1],
      deflections: [.init(from: Day(year: 2011, month: 11, day: 22), share: 0.25)])
    let contacts = Forecast.contacts(
      channel: "mail", rates: [rate], orders: orders(2), known: try History("orders", daily: [100], from: Day(0)),
      profile: everyDay)
    #expect(zip(contacts.days, [20, 15]).allSatisfy { near($0.total.mean, $1) })
  }

  @Test func `lags that all vanish are refused`() {
    #expect(throws: PlanningError.self) {
      _ = try ContactRate(reason: "none", channel: "mail", perOrder: 1, lags: [0, 0])
    }
  }
}
