import Planning
import Testing

@Suite struct ContactRateLearningTests {
  @Test func `what was put in is found again`() throws {
    let first = Day(year: 2011, month: 1, day: 1)
    let orders = (0..<300).map { Double(100 + ($0 * 7919) % 83) }
    // A tenth writes the next day, another tenth a week later.
    let contacts = (50..<300).map { 0.1 * orders[$0 - 1] + 0.1 * orders[$0 - 7] }
    let rate = try ContactRate.of(
      reason: "where is it", channel: "mail",
      contacts: try History("contacts", daily: contacts, from: first + 50),
      orders: try History("orders", daily: orders, from: first), longest: 14)
    #expect(near(rate.perOrder, 0.2, 0.1))
    #expect(rate.lags[1] > 0.2 && rate.lags[7] > 0.05)
    #expect(rate.lags.allSatisfy { $0 >= 0 })
  }

  @Test func `two weeks are too few to learn lags from`() throws {
    let short = try History("contacts", daily: .init(repeating: 5, count: 14), from: Day(0))
    #expect(throws: PlanningError.self) {
      _ = try ContactRate.of(reason: "r", channel: "c", contacts: short, orders: short)
    }
  }

  @Test(.enabled(if: Shared.has("data/forecast/uk_online_retail_daily_cancellations.csv"), "no shared data"))
  func `cancellations of a real shop follow its orders`() throws {
    func history(_ file: String) throws -> History {
      let rows = try Shared.rows("data/forecast/\(file)")
      let days = rows.compactMap { row in
        Day(row["timestamp"] ?? "").map { DayVolumes($0, [Double(row["value"] ?? "") ?? 0]) }
      }
      return try History(file, interval: 1440, days: days)
    }
    let rate = try ContactRate.of(
      reason: "cancel", channel: "mail", contacts: try history("uk_online_retail_daily_cancellations.csv"),
      orders: try history("uk_online_retail_daily_orders.csv"))
    #expect((0.1...0.3).contains(rate.perOrder))
  }
}
