import Postgres
import Store
import StoreTesting
import Testing
import Workload

@Suite struct SeriesTests {
  private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

  @Test func `a day that was not counted is absent, one without orders is zero`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      try await store.merge(
        [
          SeriesVolume("orders", on: try day("2025-11-28"), volume: 120),
          SeriesVolume("orders", on: try day("2025-11-30"), volume: 0),
          SeriesVolume("returns", on: try day("2025-11-28"), volume: 9),
          SeriesVolume("orders", on: try day("2025-11-28"), minute: 540, volume: 17),
        ], from: source)
      let workload = try await store.workload()
      let days = try await workload.days(
        of: "orders", from: source.id, since: try day("2025-11-27"), before: try day("2025-12-01"))
      #expect(days.map { "\($0.localOn) \($0.volume)" } == ["2025-11-28 120", "2025-11-30 0"])
      let hours = try await workload.hours(
        of: "orders", from: source.id, since: try day("2025-11-28"), before: try day("2025-11-29"))
      #expect(hours.map(\.volume) == [17] && hours.map(\.localMinute) == [540])
    }
  }

  @Test(arguments: [
    // instant, local day and minute in Leeds: summer time, the repeated hour, winter time, and the hour that is skipped
    ("2025-10-26T00:30:00Z", "2025-10-26 90"), ("2025-10-26T01:30:00Z", "2025-10-26 90"),
    ("2025-10-25T23:30:00Z", "2025-10-26 30"), ("2025-03-30T01:00:00Z", "2025-03-30 120"),
    ("2025-11-28T00:00:00Z", "2025-11-28 0"),
  ])
  func `an interval lies on the queue's own day`(instant: String, local: String) async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let interval = IntervalVolume(
        queue: "returns", channel: "phone", start: .at(try #require(Instant(instant))), offered: 3)
      try await store.merge([interval], from: source)
      #expect(try await store.text("SELECT local_on || ' ' || local_minute FROM workload.interval_volume") == local)
    }
  }

  @Test func `handle time counts only where it is known`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      func interval(_ time: String, handled: Int32?, seconds: Int64?) throws -> IntervalVolume {
        var interval = IntervalVolume(
          queue: "returns", channel: "phone", start: .at(try november(time)), offered: 10)
        interval.handled = handled
        interval.handleSeconds = seconds
        return interval
      }
      try await store.merge(
        [
          try interval("27T09:00", handled: 8, seconds: 2400), try interval("28T09:00", handled: 2, seconds: 1000),
          try interval("29T09:00", handled: 9, seconds: nil), try interval("28T09:30", handled: 0, seconds: 0),
        ], from: source)
      let workload = try await store.workload()
      let queue = try #require(try await workload.queues().first { $0.code == "returns" })
      let channel = try #require(try await workload.channels().first { $0.code == "phone" })
      let (first, end) = (try november("01T00:00"), try november("30T00:00"))
      let times = try await workload.handleTimes(queue: queue.id, channel: channel.id, since: first, before: end)
      #expect(times.count == 1)
      #expect((times.first?.localMinute, times.first?.count, times.first?.seconds) == (540, 10, 3400))
      let counts = try await workload.intervals(queue: queue.id, channel: channel.id, since: first, before: end)
      #expect(counts.map(\.handleSeconds) == [2400, 1000, 0, nil])
      #expect(counts.map(\.offered) == [10, 10, 10, 10])
    }
  }

  @Test func `orders are counted on the shop's local day`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      // 23:30 UTC on 24 October is half past midnight of the 25th in Leeds.
      let instants = ["2025-10-24T22:30:00Z", "2025-10-24T23:30:00Z", "2025-10-25T22:59:00Z", "2025-10-25T23:00:00Z"]
      try await store.merge(
        try instants.enumerated().map { Order("\($0.offset)", placedAt: try #require(Instant($0.element))) },
        from: source)
      let days = try await store.workload().ordersPerDay(
        from: source.id, since: try day("2025-10-25"), before: try day("2025-10-26"))
      #expect(days.map { "\($0.localOn) \($0.volume)" } == ["2025-10-25 2"])
    }
  }

  @Test func `a series read uses its index`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let first = try day("2000-01-01")
      try await store.merge(
        (0..<5000).map { SeriesVolume("orders", on: first.adding(days: $0), volume: 1) }, from: source)
      try await store.asMaster { try $0.script("ANALYZE workload.series_volume") }
      let plan = try await store.raw(as: "Pia").with { session in
        try session.all(
          Query<String>(
            "test.plan",
            """
            EXPLAIN SELECT local_on, volume FROM workload.series_volume
             WHERE source_id = 1 AND series = 'orders' AND minutes = 1440
               AND local_on >= '2005-01-01' AND local_on < '2005-02-01'
            """)
        ).joined(separator: "\n")
      }
      #expect(plan.contains("series_volume_is_counted_once"), "\(plan)")
    }
  }
}
