import Onboarding
import People
import Postgres
import Store
import StoreTesting
import Testing

/// What Onboarding tells the plan, through the database and as each may.
@Suite(.serialized) struct ReadinessTests {
  @Test func `a class tells who is ready when, and what it is worth`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let told = try await tess.tellReadiness(
        of: "November class/returns", asOf: day("2025-11-11"), as: Operation("cohort.readiness")
      ).value
      // Cal and Dot hold the skill already.
      #expect(told.learners.map(\.name) == ["Finn", "Max"] && told.certified == 2 && told.form == .assumed)
      #expect(try told.supply.count == 26 && told.supply[0].week == day("2025-11-10"))
      #expect(told.supply.allSatisfy { $0.p10 <= $0.p50 && $0.p50 <= $0.p90 })
      let people = People(store: try await cast.store(as: "Pia"))
      let noted = try await people.readiness().filter { told.learners.map(\.person).contains($0.person) }
      #expect(Set(noted.map(\.readyP50On)) == Set(told.learners.map(\.ready.p50On)) && noted.count == 2)
      #expect(noted.allSatisfy { $0.gatePassedAt == nil && $0.proficiency == nil })
      // All but Dot came for the season, until the eleventh of January.
      let after = try #require(told.supply.first { $0.week.description == "2026-01-12" })
      #expect(told.supply[8].p50 > 2 && after.p90 <= 37.0 / 37.5 * 1.2)
      let kept = try await cast.asMaster { tx in
        try tx.all(
          Query<Double>("class_supply.all", "SELECT fte_p50 FROM people.current_class_supply ORDER BY week_on"))
      }
      #expect(kept == told.supply.map(\.p50))
    }
  }

  @Test func `a delay tells the plan anew, and the older word stays`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let told = try await tess.tellReadiness(
        of: "November class/returns", asOf: day("2025-11-09"), as: Operation("cohort.readiness")
      ).value
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.delay("November class/returns", to: day("2025-11-24"), as: Operation("cohort.delay"))
      let people = People(store: try await cast.store(as: "Hal"))
      let finn = try #require(told.learners.first)
      let moved = try #require(try await people.readiness().first { $0.person == finn.person })
      #expect(moved.readyP50On == finn.ready.p50On.adding(days: 14))
      let counts = try await cast.asMaster { tx in
        try tx.all(
          Query<Int>(
            "class_supply.count", "SELECT count(*) FROM people.class_supply GROUP BY noted_at ORDER BY noted_at"))
      }
      #expect(counts == [26, 26])
    }
  }

  @Test func `before its first day a class is counted from there`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let early = try await tess.board("November class/returns", asOf: day("2025-10-20")).rows[2].projection
      let first = try await tess.board("November class/returns", asOf: day("2025-11-09")).rows[2].projection
      #expect(early == first && early != nil)
    }
  }

  @Test func `a class that opens no skill has nothing to tell`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await cast.asMaster { try $0.script("UPDATE people.training_class SET skill_id = NULL") }
      let reason = try await refusal {
        try await tess.tellReadiness(of: "November class/returns", as: Operation("cohort.readiness"))
      }
      #expect(reason == .noSkill("November class"))
    }
  }

  @Test(arguments: [("Pia", RefusalKind.denied), ("Cal", .denied), ("Lev", .denied), ("Bruno", .missing)])
  func `nobody else tells what a class is worth`(_ who: String, _ kind: RefusalKind) async throws {
    try await withStore { cast in
      _ = try await cast.school()
      let other = try await cast.onboarding(as: who)
      let reason = try await refusal {
        try await other.tellReadiness(of: "November class/returns", as: Operation("cohort.readiness"))
      }
      #expect(reason.kind == kind, "\(reason)")
    }
  }

  @Test func `a trainer learns the hours of their own class, and no contract`() async throws {
    try await withStore { cast in
      _ = try await cast.school()
      let hours: (String) async throws -> Int = { who in
        let raw = try await cast.raw(as: who)
        let count = try await raw.with { session in
          try session.one(
            Query<Int>("hours.count", "SELECT count(*) FROM people.hours_in_class((SELECT 1), date '2025-11-10')"))
        }
        await raw.close()
        return count
      }
      #expect(try await hours("Tess") == 4)
      #expect(try await hours("Hal") == 4)
      for who in ["Cal", "Lev", "Ada", "Bruno"] { #expect(try await hours(who) == 0, "\(who)") }
      let error = try await cast.plainly(as: "Tess", "SELECT kind FROM people.employment")
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test func `the ramp is fitted to contacts, against tenured agents of the same work`() async throws {
    try await withStore { cast in
      try await cast.asMaster { try $0.script(Self.contacts) }
      let pia = try await cast.onboarding(as: "Pia")
      let outcome = try await pia.fitRamp("returns", asOf: day("2025-10-31"), as: Operation("ramp.fit"))
      let curve = outcome.value
      #expect(curve.form == .piecewise && curve.people == 12 && curve.cohorts == 2, "\(curve)")
      #expect(abs(curve.proficiency[0] - 0.54) < 0.03 && abs(curve.proficiency[20] - 1) < 0.03)
      // One of twelve resigned after eight weeks, two left when their contract was over.
      #expect(curve.staying[7] == 1 && abs(curve.staying[10] - 11.0 / 12) < 1e-9)
      #expect(try await pia.ramp("returns") == curve)
      #expect(try await pia.ramp("delivery").form == .assumed)
    }
  }

  @Test(arguments: ["Cal", "Lev", "Tess"])
  func `who sees no contacts of others fits nothing`(_ who: String) async throws {
    try await withStore { cast in
      try await cast.asMaster { try $0.script(Self.contacts) }
      let other = try await cast.onboarding(as: who)
      let reason = try await refusal {
        try await other.fitRamp("returns", asOf: day("2025-10-31"), as: Operation("ramp.fit"))
      }
      #expect(reason.kind == .denied)
    }
  }

  /// Two classes of six, from March and June; Ana, who has been there for years, takes 300 seconds.
  private static let contacts = """
    SELECT workload.open_months('handle_spell', '2025-03-01', '2025-10-31');
    SET LOCAL session_replication_role = replica;
    INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats, skill_id)
    SELECT site.entity_id, site.id, planned.name, planned.starts_on, planned.starts_on + 11, 20, skill.id
      FROM (VALUES ('Spring class', date '2025-03-03'), ('Summer class', '2025-06-02')) AS planned (name, starts_on)
      JOIN people.site ON site.name = 'Leeds'
      JOIN people.skill ON skill.name = 'returns' AND skill.entity_id = site.entity_id;
    INSERT INTO people.person (entity_id, number, name)
    SELECT class.entity_id, 'S' || class.id || '-' || n, class.name || ' ' || n
      FROM people.training_class AS class CROSS JOIN generate_series(1, 6) AS n WHERE class.name LIKE 'S%';
    INSERT INTO people.class_member (entity_id, class_id, person_id)
    SELECT class.entity_id, class.id, person.id
      FROM people.training_class AS class JOIN people.person ON person.name LIKE class.name || ' %';
    INSERT INTO people.employment (entity_id, person_id, site_id, kind, starts_on, ends_on, end_reason, weekly_minutes,
                                   minimum_weekly_minutes, maximum_weekly_minutes)
    SELECT person.entity_id, person.id, class.site_id, 'permanent', class.starts_on,
           CASE person.name WHEN 'Spring class 1' THEN class.starts_on + 56 WHEN 'Spring class 2' THEN class.starts_on + 70
                            WHEN 'Spring class 3' THEN class.starts_on + 70 END,
           CASE person.name WHEN 'Spring class 1' THEN 'resigned' WHEN 'Spring class 2' THEN 'contract over'
                            WHEN 'Spring class 3' THEN 'season over' END, 2250, 1200, 2880
      FROM people.training_class AS class JOIN people.person ON person.name LIKE class.name || ' %';
    INSERT INTO workload.source (entity_id, site_id, name) SELECT entity_id, id, 'desk' FROM people.site WHERE name = 'Leeds';
    INSERT INTO workload.queue (entity_id, site_id, code) SELECT entity_id, id, 'returns' FROM people.site WHERE name = 'Leeds';
    INSERT INTO workload.channel (entity_id, code, is_live) SELECT entity_id, 'phone', true FROM people.site WHERE name = 'Leeds';
    INSERT INTO workload.handle_spell (id, entity_id, source_id, started_at, handle_seconds, queue_id, channel_id, agent_id, operation_id)
    SELECT row_number() OVER (), source.entity_id, source.id, done.at, done.seconds, queue.id, channel.id, done.person_id, 1
      FROM (SELECT member.person_id,
                   class.starts_on + time '10:00' + interval '14 days' + week * interval '7 days' + n * interval '3 hours' AS at,
                   round(300 / (0.5 + 0.5 * least(1, (week + 0.5) / 6)) * (0.98 + 0.01 * (member.person_id % 5)))::integer AS seconds
              FROM people.class_member AS member
              JOIN people.training_class AS class ON class.id = member.class_id AND class.name LIKE 'S%'
             CROSS JOIN generate_series(0, 13) AS week CROSS JOIN generate_series(1, 10) AS n
            UNION ALL
            SELECT person.id, timestamp '2025-03-03 09:00' + n * interval '12 hours', 300
              FROM people.person CROSS JOIN generate_series(0, 440) AS n WHERE person.name = 'Ana'
           ) AS done
     CROSS JOIN workload.source CROSS JOIN workload.queue CROSS JOIN workload.channel
     WHERE source.name = 'desk' AND queue.code = 'returns' AND channel.code = 'phone';
    """
}
