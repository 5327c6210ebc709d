import Planning
import Postgres
import Testing

@testable import Commands
@testable import Workload

/// What `demand drivers` makes of counts by day.
@Suite struct DriverTests {
  private static let first = 9400

  private func day(_ index: Int) -> LocalDate { LocalDate(daysSince2000: Int32(Self.first + index)) }

  /// Orders that go up and down by the day, and never twice in the same way within a season.
  private func orders(_ index: Int) -> Int64 { Int64(200 + index * index * 37 % 191) }

  /// So many days of orders, and for each thing a contact on some later day for so many orders.
  private func drivers(_ days: Int, _ things: [(reason: String?, every: Int64, lag: Int)]) -> Drivers {
    Drivers(
      orders: (0..<days).map { DayVolume(localOn: day($0), volume: orders($0)) },
      contacts: things.flatMap { thing in
        (0..<days).map { index in
          DriverDay(
            reason: thing.reason, channel: "email", localOn: day(index + thing.lag),
            contacts: orders(index) / thing.every)
        }
      })
  }

  @Test func `contacts per order come out as they were put in, with their lag`() throws {
    let table = DriverTable(drivers(60, [("late", 10, 1), (nil, 20, 0)]), fewest: 50)
    let rows = try table.rows(longest: 1)
    #expect(rows.map(\.estimate.rate.reason) == ["late", "not noted"])
    let late = try #require(rows.first).estimate
    #expect((late.rate.perOrder - 0.1).magnitude < 0.005 && late.low <= late.rate.perOrder)
    #expect(late.rate.share(from: 1, before: 2) > 0.9 && late.high >= late.rate.perOrder)
    #expect((rows[1].estimate.rate.perOrder - 0.05).magnitude < 0.005)
    #expect(rows[1].estimate.rate.share(from: 0, before: 1) > 0.9)
  }

  @Test func `reasons with few contacts are told together`() throws {
    let rare = (0..<40).map { DriverDay(reason: "r\($0)", channel: "email", localOn: day($0), contacts: 2) }
    let some = drivers(60, [("late", 10, 1)])
    let table = DriverTable(Drivers(orders: some.orders, contacts: some.contacts + rare), fewest: 50)
    #expect(try table.rows(longest: 1).map(\.estimate.rate.reason).sorted() == ["late", "other"])
  }

  @Test func `without orders, contacts or enough days it says so`() throws {
    let some = drivers(20, [("late", 10, 1)])
    func said(_ drivers: Drivers, _ longest: Int = 28) -> String {
      do {
        return "\(try DriverTable(drivers, fewest: 1).rows(longest: longest).count) rows"
      } catch {
        return (error as? Failure)?.message ?? "\(error)"
      }
    }
    #expect(said(Drivers(orders: [], contacts: some.contacts)) == "There are no orders of this source yet.")
    #expect(said(Drivers(orders: some.orders, contacts: [])) == "There are no contacts of this source yet.")
    #expect(said(some).contains("days"))
    #expect(said(some, 1) == "1 rows")
  }

  @Test func `lags are drawn as bars, and what never comes as a dot`() {
    #expect(DriverRow.bars([0, 0.5, 1, 0.01]) == "·▄█▁")
    #expect(DriverRow.bars([]).isEmpty && DriverRow.bars([0, 0]) == "··")
  }
}
