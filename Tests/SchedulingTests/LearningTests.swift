import Foundation
import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// What the queues' own history teaches a season, and orders that came in one by one.
@Suite struct LearningTests {
  @Test func `contacts per order and handle times are learnt from what the telephone system counted`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      try await calls(twoForEachOrderOfTheDayBefore: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      let lesson = try await scheduling.learn("peak-2011", asOf: Sample.asOf, as: Operation("season.learn")).value
      let calls = try #require(lesson.version.body.queues.first { $0.code == "calls" })
      // Two calls for each order of the history, which stands for forty of the shop's.
      #expect(abs(calls.contactsPerOrder.reduce(0) { $0 + $1.contacts } - 0.05) < 0.002)
      #expect(try #require(calls.contactsPerOrder.max { $0.contacts < $1.contacts }).lagDays == 1)
      #expect(abs(calls.handleSeconds - 250) < 2.5)
      let pattern = try #require(calls.handlePattern)
      // Mornings take 200 seconds and afternoons 300.
      #expect(pattern[0][20] < 0.9 && pattern[0][28] > 1.1)
      #expect(lesson.version.version == 2 && lesson.version.note == "learnt from history up to 2011-08-31")
      #expect(
        lesson.words.contains {
          $0.hasPrefix("Calls: 0.0") && $0.contains(" contacts per order instead of 0.1, learnt")
        },
        "\(lesson.words)")
      #expect(lesson.words.contains("Chat: no contacts were counted, so its numbers stay as they are."))
      let again = try await scheduling.learn("peak-2011", asOf: Sample.asOf, as: Operation("season.learn")).value
      #expect(again.version.id == lesson.version.id, "the same history teaches nothing new")
      _ = try await scheduling.forecast("peak-2011", asOf: Sample.asOf, as: Operation("season.forecast"))
      _ = try await scheduling.require("peak-2011", as: Operation("season.staff"))
      await pia.close()
    }
  }

  @Test func `orders that were brought in one by one are forecast like a series`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      let told = try await scheduling.forecast("peak-2011", asOf: Sample.asOf, as: Operation("season.forecast")).value
      try await test.asMaster { session in
        try session.script(
          """
          SET LOCAL session_replication_role = replica;
          SELECT workload.open_months('shop_order', '2009-11-01Z', '2011-12-31Z');
          INSERT INTO workload.shop_order (id, entity_id, source_id, placed_at, operation_id)
          SELECT row_number() OVER (), entity_id, source_id, (local_on + time '09:00' + order_number * interval '1 second') AT TIME ZONE 'Europe/London', operation_id
            FROM workload.series_volume CROSS JOIN generate_series(1, volume) AS order_number
           WHERE series = 'orders' AND minutes = 1440;
          DELETE FROM workload.series_volume WHERE series = 'orders'
          """)
      }
      let placed = try await scheduling.forecast("peak-2011", asOf: Sample.asOf, as: Operation("season.forecast")).value
      #expect(placed.historyFrom == told.historyFrom && placed.historyTo == told.historyTo)
      #expect(abs(try await orders(of: placed, test) / (try await orders(of: told, test)) - 1) < 0.02)
      await pia.close()
    }
  }

  @Test func `without orders there is nothing to learn from`() async throws {
    try await withStore { test in
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      try await Sample.open(scheduling)
      await #expect(throws: SchedulingError.noHistory(season: "peak-2011", upTo: "2011-08-31")) {
        _ = try await scheduling.learn("peak-2011", asOf: Sample.asOf, as: Operation("season.learn"))
      }
      await pia.close()
    }
  }

  private func orders(of forecast: ForecastVersion, _ test: TestStore) async throws -> Double {
    try await test.asMaster { session in
      try session.one(
        Query<Double>(
          "forecast_day.orders",
          "SELECT sum(mean)::float8 FROM scheduling.forecast_day WHERE forecast_id = \(forecast.id) AND series = 'orders'"
        ))
    }
  }

  /// Half hours of the sample's queue of calls: two for each order of the day before, from eight to eight.
  private func calls(twoForEachOrderOfTheDayBefore test: TestStore) async throws {
    try await test.asMaster { session in
      try session.script(
        """
        SET LOCAL session_replication_role = replica;
        INSERT INTO workload.queue (entity_id, site_id, code)
        SELECT entity_id, id, 'calls' FROM people.site WHERE name = 'Leeds';
        INSERT INTO workload.channel (entity_id, code, is_live)
        SELECT entity_id, 'phone', true FROM people.site WHERE name = 'Leeds' ON CONFLICT DO NOTHING;
        INSERT INTO workload.interval_volume
          (id, entity_id, source_id, queue_id, channel_id, starts_at, minutes, local_on, local_minute, offered, handled,
           handle_seconds, operation_id)
        SELECT row_number() OVER (), day.entity_id, day.source_id, queue.id, channel.id,
               (day.local_on + 1 + slot * interval '30 minutes') AT TIME ZONE 'Europe/London', 30, day.local_on + 1,
               slot * 30, share.calls, share.calls, share.calls * CASE WHEN slot < 24 THEN 200 ELSE 300 END,
               day.operation_id
          FROM workload.series_volume AS day
          JOIN workload.queue ON queue.entity_id = day.entity_id AND queue.code = 'calls'
          JOIN workload.channel ON channel.entity_id = day.entity_id AND channel.code = 'phone'
         CROSS JOIN generate_series(16, 31) AS slot
         CROSS JOIN LATERAL (
               SELECT (2 * day.volume / 16 + (CASE WHEN slot - 16 < 2 * day.volume % 16 THEN 1 ELSE 0 END))::integer
             ) AS share (calls)
         WHERE day.series = 'orders' AND day.minutes = 1440
        """)
    }
  }
}
