import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// A published week as those who work it read it: a grid, the coverage for who may see it, and a calendar each.
@Suite(.serialized) struct WeekTests {
  @Test func `coverage is for who may read what was planned, the week itself for everybody in it`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      _ = try await Scheduling(store: pia).plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf, publishes: true), as: Operation("season.plan"))
      await pia.close()
      for (name, sees) in [("Pia", true), ("Mara", false), ("Lev", false), ("Ana", false)] {
        let store = try await test.store(as: name)
        let grid = try await Scheduling(store: store).week(of: Sample.peak)
        #expect(grid.coverage.isEmpty == !sees, "\(name)")
        #expect(grid.coverage.allSatisfy { $0.required >= 0 && $0.staffed >= 0 })
        await store.close()
      }
    }
  }

  @Test func `a week reads as a grid and as calendars that keep what was taken out`() async throws {
    try await withStore { test in
      let monday = try #require(LocalDate("2025-11-24"))
      let mara = Scheduling(store: try await test.store(as: "Mara"))
      let grid = try await mara.week(of: monday)
      #expect(grid.rows.map(\.name).contains("Gus") && grid.rows.count == 8 && grid.version == 1)
      let gus = try #require(grid.rows.first { $0.name == "Gus" })
      #expect(
        gus.shifts.count == 5
          && gus.shifts.filter(\.endsNextDay).map(\.day.description) == ["2025-11-27", "2025-11-28"])
      #expect(try await mara.week(of: monday, team: "Returns").rows.map(\.name) == ["Ana", "Ben", "Cal", "Dot"])
      #expect(try await Scheduling(store: test.store(as: "Ana")).week(of: monday).rows.map(\.name) == ["Ana"])
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let before = try await ana.calendar(from: monday)
      #expect(
        before.count == 5 && Set(before.map(\.uid)).count == 5
          && before.allSatisfy { $0.sequence == 1 && !$0.isCancelled })
      // A new version without Ana's Tuesday, and with a later Monday.
      try await test.asMaster {
        try $0.script(
          """
          INSERT INTO timekeeping.publication (entity_id, version, starts_on, ends_on, published_by)
          SELECT entity_id, 2, '2025-11-24', '2025-11-25', id FROM people.person WHERE name = 'Pia';
          UPDATE timekeeping.shift SET withdrawn_at = now(), withdrawn_by = (SELECT id FROM timekeeping.publication WHERE version = 2)
           WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ana') AND works_on <= '2025-11-25';
          INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
          SELECT person.entity_id, publication.id, person.id, site.id, '2025-11-24', '10:00', '18:00'
            FROM people.person JOIN people.site ON site.name = 'Leeds' JOIN timekeeping.publication ON publication.version = 2 WHERE person.name = 'Ana';
          """)
      }
      let after = try await ana.calendar(from: monday)
      #expect(after.map(\.uid) == before.map(\.uid), "names stay for the life of a shift")
      #expect(after.map(\.sequence) == [2, 2, 1, 1, 1])
      #expect(after.map(\.isCancelled) == [false, true, false, false, false])
      try await test.asMaster {
        try $0.script(
          "UPDATE timekeeping.shift SET withdrawn_at = now() - interval '31 days' WHERE withdrawn_at IS NOT NULL")
      }
      #expect(try await ana.calendar(from: monday).count == 4, "after thirty days nobody needs to be told")
    }
  }
}
