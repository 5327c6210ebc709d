import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// However a source cuts its pages, repeats and shuffles them, the tables end up the same.
@Suite struct OrderlessTests {
  /// A small generator (SplitMix64), so that a failure can be drawn again.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let everything: SQL = """
    SELECT concat_ws(' ', external_id, version, placed_at, items)
      FROM workload.origin JOIN workload.shop_order USING (id)
     ORDER BY 1
    """

  /// Some orders, each told in several versions, some of which move it to another month.
  private func told(_ random: inout Seeded) throws -> [Order] {
    var orders: [Order] = []
    for name in 0..<8 {
      for version in 1...Int64.random(in: 1...5, using: &random) {
        let days = Int64.random(in: 0...70, using: &random) * 86_400_000_000
        let start = try november("01T09:00").microseconds
        var order = Order("\(name)", version: version, placedAt: Instant(microseconds: start + days))
        order.items = Int32.random(in: 0...2, using: &random)
        orders.append(order)
      }
    }
    return orders
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `pages in any order, cut anywhere, told twice, leave the same tables`(seed: UInt64) async throws {
    var random = Seeded(state: seed)
    let orders = try told(&random)
    let expected = try await withStore { store in
      try await store.merge(orders, from: try await store.openQueues())
      return try await store.text(Self.everything)
    }
    var pages: [[Order]] = []
    var rest = orders.shuffled(using: &random)[...]
    while !rest.isEmpty {
      let page = rest.prefix(Int.random(in: 1...6, using: &random))
      rest = rest.dropFirst(page.count)
      pages.append(Array(page))
      if Bool.random(using: &random) { pages.append(Array(page)) }
    }
    pages.shuffle(using: &random)
    let shuffled = pages
    let left = try await withStore { store in
      let source = try await store.openQueues()
      for page in shuffled { try await store.merge(page, from: source) }
      return try await store.text(Self.everything)
    }
    #expect(left == expected, "seed \(seed)")
  }

  @Test func `two imports of one source at once leave each fact once`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let orders = try (0..<300).map { Order("\($0)", placedAt: try november("28T09:00")) }
      try await withThrowingTaskGroup(of: BatchReport.self) { group in
        for _ in 0..<4 { group.addTask { try await store.merge(orders, from: source).value } }
        let reports = try await group.reduce(into: []) { $0.append($1) }
        #expect(reports.map(\.added).reduce(0, +) == 300)
        #expect(reports.map(\.unchanged).reduce(0, +) == 900)
      }
      #expect(try await store.text("SELECT count(*)::text FROM workload.shop_order") == "300")
    }
  }
}
