import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// Business time: opening hours as instants, from the rules of each local date.
@Suite(.serialized) struct OpeningTests {
  /// The worked timeline of zammad's issue 390: twelve open hours a day, 48 to go, opened on 9 November at 23:00.
  ///
  /// Its arithmetic closes one of the two days it names; with both closed, and with none, the answer is a day apart.
  @Test(arguments: [
    (["2016-11-13"], "2016-11-14 21:00:00+00"), (["2016-11-11", "2016-11-13"], "2016-11-15 21:00:00+00"),
    ([], "2016-11-13 21:00:00+00"),
  ])
  func `four open days are due when they are over`(closed: [String], due: String) async throws {
    try await withStore { cast in
      let calendar = try await cast.calendar(from: "09:00", to: "21:00", closed: closed)
      let answer = try await cast.text("SELECT scorecards.due_at(\(calendar), '2016-11-09 23:00Z', 48 * 60)::text")
      #expect(answer == due)
    }
  }

  @Test(arguments: [
    // Clocks forward in Leeds on 30 March 2025: the hour from one to two is not there.
    ("00:00", "24:00", "2025-03-30 00:00Z", "2025-03-30 23:00Z", 1380.0),
    ("00:30", "02:30", "2025-03-30 00:00Z", "2025-03-30 23:00Z", 60.0),
    // Clocks back on 26 October: it is there twice.
    ("00:00", "24:00", "2025-10-25 23:00Z", "2025-10-27 00:00Z", 1500.0),
    ("00:30", "02:30", "2025-10-25 22:00Z", "2025-10-26 22:00Z", 180.0),
    // Before opening, over a night, after closing, and no time at all.
    ("08:00", "22:00", "2025-11-27 21:00Z", "2025-11-28 09:00Z", 120.0),
    ("08:00", "22:00", "2025-11-27 22:30Z", "2025-11-28 07:30Z", 0.0),
    ("08:00", "22:00", "2025-11-27 12:00Z", "2025-11-27 12:00Z", 0.0),
    ("08:00", "22:00", "2025-11-27 09:00:30Z", "2025-11-27 09:01Z", 0.5),
  ])
  func `minutes count while the site is open`(
    opens: String, closes: String, from: String, until: String, minutes: Double
  ) async throws {
    try await withStore { cast in
      let calendar = try await cast.calendar(from: opens, to: closes, closed: [])
      try await cast.asMaster { session in
        try session.script("SET session_replication_role = replica")
        try session.run(
          Statement(
            "test.issue",
            "INSERT INTO scorecards.issue_calendar (entity_id, issue_id, site_id, calendar_id) VALUES (1, 1, 1, \(calendar))"
          ))
      }
      let measured = try await cast.asMaster { session in
        try session.all(
          Query<Double>(
            "test.minutes",
            """
            WITH span AS (
                SELECT \(from)::text::timestamptz AS from_at, \(until)::text::timestamptz AS until_at,
                       date_trunc('day', \(from)::text::timestamptz, 'UTC') - interval '1 day' AS origin
            ), hours AS (
                SELECT array_agg(spell.start ORDER BY spell.start) AS starts,
                       array_agg(spell.before ORDER BY spell.start) AS before,
                       array_agg(spell.length ORDER BY spell.start) AS lengths
                  FROM span, scorecards.spells_of_opening(1, span.origin, span.until_at) AS spell
            )
            SELECT scorecards.open_minutes(\(calendar), from_at, until_at) FROM span
            UNION ALL
            SELECT scorecards.opened(starts, before, lengths, date_part('epoch', until_at - origin) / 60)
                   - scorecards.opened(starts, before, lengths, date_part('epoch', from_at - origin) / 60)
              FROM span, hours
            """))
      }
      #expect(measured.allSatisfy { ($0 - minutes).magnitude < 1e-9 }, "\(measured)")
    }
  }

  @Test func `a holiday written down later leaves a counted period alone`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      try await desk.contacts("ana", 20)
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      let before = try await hal.page(of: "Ana", in: "peak-week")
      _ = try await cast.calendar(from: "08:00", to: "22:00", closed: ["2025-11-26"])
      #expect(try await hal.replay("peak-week").isEmpty)
      _ = try await hal.reissue("peak-week", reason: "The site was closed.", as: Operation("scorecard.reissue"))
      let after = try await hal.page(of: "Ana", in: "peak-week")
      #expect(before.figures.first { $0.metric == "first-reply" }?.value != nil)
      #expect(
        before.figures.first { $0.metric == "first-reply" }?.value
          != after.figures.first { $0.metric == "first-reply" }?.value)
    }
  }
}

extension TestStore {
  /// A new version of Leeds' calendar, open every day but some.
  func calendar(from opens: String, to closes: String, closed: [String]) async throws -> Int64 {
    try await asMaster { session in
      let id = try session.one(
        Query<Int64>(
          "calendar.add",
          """
          INSERT INTO people.calendar (entity_id, site_id, version)
          SELECT site.entity_id, site.id, 90 FROM people.site WHERE site.name = 'Leeds' RETURNING id
          """))
      try session.run(
        Statement(
          "opening.add",
          """
          INSERT INTO people.opening (calendar_id, entity_id, weekday, opens_time, closes_time)
          SELECT \(id), 1, weekday, \(opens)::text::time, \(closes)::text::time FROM generate_series(1, 7) AS weekday
          """))
      try session.run(
        Statement(
          "day.add",
          """
          INSERT INTO people.calendar_day (calendar_id, entity_id, day_on, kind, name)
          SELECT \(id), 1, day::date, 'holiday', 'Closed' FROM unnest(\(closed)) AS day
          """))
      return id
    }
  }
}
