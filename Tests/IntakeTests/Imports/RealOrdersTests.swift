import Foundation
import Intake
import Postgres
import Store
import Testing
import Workload

/// Two years of a real shop's orders (UCI Online Retail), read in place and never copied here.
@Suite struct RealOrdersTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/forecast").path

  static func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(.enabled(if: text("uk_online_retail_daily_orders.csv") != nil, "the shared data is not here"))
  func `739 days of orders come in, and read back as they were`() async throws {
    let file = try #require(Self.text("uk_online_retail_daily_orders.csv"))
    let days = file.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
    try await withDesk { desk in
      let report = try await desk.run(
        file.replacing("series,timestamp,value", with: "series,date,volume"), as: .series)
      #expect(report.added == 739 && report.refused == 0)
      let workload = Workload(store: desk.store)
      let read = try await workload.days(
        of: "uk_online_retail_orders", from: try await workload.source("shop").id,
        since: try #require(LocalDate("2009-01-01")), before: try #require(LocalDate("2012-01-01")))
      #expect(read.map { [$0.localOn.description, String($0.volume)] } == days.map { [$0[1], $0[2]] })
    }
  }

  @Test(.enabled(if: text("uk_online_retail_invoices.csv") != nil, "the shared data is not here"))
  func `a file of another shape is refused by its header`() async throws {
    let file = try #require(Self.text("uk_online_retail_invoices.csv"))
    try await withDesk { desk in
      let told = try await desk.refusal(of: file, as: .orders)
      #expect(told.contains("in.csv:1:1: InvoiceNo: no such column: remove it"))
      #expect(told.contains("in.csv:1: order_id: the column is missing"))
    }
  }

  @Test(.enabled(if: text("uk_online_retail_invoices.csv") != nil, "the shared data is not here"))
  func `invoices mapped by hand give the same orders a day`() async throws {
    let file = try #require(Self.text("uk_online_retail_invoices.csv"))
    var text = "order_id,placed_at,customer,value,currency\n"
    var counts: [String: Int] = [:]
    for line in file.split(whereSeparator: \.isNewline).dropFirst() {
      let values = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard values[2] == "order" else { continue }
      // Greenwich time: in Leeds the summer's days begin an hour later, but nobody ordered at midnight.
      text += "\(values[0]),\(values[1])Z,\(values[3]),,\n"
      counts[String(values[1].prefix(10)), default: 0] += 1
    }
    let expected = counts
    let orders = text
    try await withDesk { desk in
      let report = try await desk.run(orders, as: .orders)
      #expect(report.added == expected.values.reduce(0, +))
      let workload = Workload(store: desk.store)
      let read = try await workload.ordersPerDay(
        from: try await workload.source("shop").id, since: try #require(LocalDate("2010-12-01")),
        before: try #require(LocalDate("2012-01-01")))
      #expect(Dictionary(uniqueKeysWithValues: read.map { ($0.localOn.description, Int($0.volume)) }) == expected)
      #expect(try await desk.run(orders, as: .orders).changesNothing)
    }
  }
}
