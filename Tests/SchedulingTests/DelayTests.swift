import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// A class that is put off, as the season's plan sees it.
@Suite struct DelayTests {
  @Test func `a delayed class moves the plan's gap, and the explanation names it`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      try await test.asMaster { session in
        try session.script(
          """
          INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats)
          SELECT entity_id, id, 'September class', '2011-09-12', '2011-09-23', 20 FROM people.site WHERE name = 'Leeds';
          INSERT INTO people.arrival (entity_id, site_id, class_id, source, reference, expected_on, probability, weekly_minutes, kind)
          SELECT entity_id, site_id, id, 'recruiting', 'S-' || n, starts_on, 0.9, 2250, 'seasonal'
            FROM people.training_class CROSS JOIN generate_series(1, 20) AS n
           WHERE name = 'September class'
          """)
      }
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      _ = try await scheduling.forecast("peak-2011", asOf: Sample.asOf, as: Operation("season.forecast"))
      _ = try await scheduling.require("peak-2011", as: Operation("season.require"))
      let before = try await scheduling.hire("peak-2011", as: Operation("season.hire")).value
      #expect(before.explanation.allSatisfy { !$0.contains("instead of") })
      let planned = try await Self.supply(of: before.id, in: test)
      try await test.asMaster { session in
        try session.script(
          "UPDATE people.training_class SET starts_on = starts_on + 28, ends_on = ends_on + 28 WHERE name = 'September class'"
        )
      }
      let after = try await scheduling.hire("peak-2011", as: Operation("season.hire")).value
      let delayed = try await Self.supply(of: after.id, in: test)
      // Later, fewer of the delayed have left again: until they are all up to speed they are worth less.
      #expect(zip(delayed, planned).prefix(8).allSatisfy { $0 <= $1 + 1e-9 }, "\(planned) \(delayed)")
      #expect(zip(delayed, planned).contains { $0 < $1 - 1 }, "\(planned) \(delayed)")
      #expect(
        after.explanation.contains {
          $0.hasPrefix(
            "September class: 18 expected to start on 2011-10-10 instead of 2011-09-12, 28 days later, worth")
        }, "\(after.explanation)")
      await pia.close()
    }
  }

  /// Productive agents expected week by week, before the plan's own classes.
  private static func supply(of plan: HiringPlanVersion.ID, in test: TestStore) async throws -> [Double] {
    try await test.asMaster { session in
      try session.all(
        Query<Double>(
          "hiring_week.supply",
          "SELECT supply_before FROM scheduling.hiring_week WHERE hiring_plan_id = \(plan) ORDER BY week_on"))
    }
  }
}
