import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// A new roster for a week that people have been told already; and people who are not eighteen yet.
@Suite(.serialized) struct PromiseTests {
  /// The sample's peak week, published; it is over, and so inside any notice that the house gives.
  private func published(notice: Int32? = nil, _ body: (TestStore, Scheduling) async throws -> Void) async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      if let notice {
        try await test.asMaster {
          try $0.run(
            Statement(
              "test.notice",
              """
              INSERT INTO scheduling.parameter (entity_id, measure, amount, citation)
              SELECT entity_id, 'notice', \(notice), 'works agreement § 4' FROM people.site WHERE name = 'Leeds'
              """))
        }
      }
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      _ = try await scheduling.plan("peak-2011", PlanRequest(asOf: Sample.asOf), as: Operation("season.plan"))
      try await body(test, scheduling)
      await pia.close()
    }
  }

  private func atLeeds(_ test: TestStore) async throws -> Set<Int64> {
    Set(
      try await test.asMaster {
        try $0.all(
          Query<Int64>(
            "test.leeds",
            "SELECT person_id FROM people.employment JOIN people.site ON site.id = site_id WHERE site.name = 'Leeds'"))
      })
  }

  @Test func `a new roster leaves most of what is published as it was`() async throws {
    try await published { test, scheduling in
      let shifts = try await test.count("SELECT count(*) FROM timekeeping.shift WHERE withdrawn_at IS NULL")
      let run = try await scheduling.run("peak-2011", RosterRequest(seed: 9), as: Operation("roster.run")).value
      let changes = try await scheduling.differences("peak-2011")
      #expect(changes.count * 10 < shifts, "\(changes.count) of \(shifts) changed")
      let report = try await scheduling.report(run.id)
      let paid = report.terms.first { $0.term == "changes" }?.amount
      #expect(paid == Double(Set(changes.map { "\($0.person) \($0.day)" }).count) * 60, "each change has its price")
    }
  }

  @Test func `inside its site's notice nothing published changes, until somebody agrees`() async throws {
    try await published(notice: 14) { test, scheduling in
      let run = try await scheduling.run("peak-2011", RosterRequest(seed: 9), as: Operation("roster.run")).value
      #expect(run.roster != nil, "\(run.refusal ?? "")")
      let told = Set(
        try await test.asMaster {
          try $0.all(
            Query<Int64>("test.told", "SELECT DISTINCT person_id FROM timekeeping.shift WHERE withdrawn_at IS NULL"))
        })
      let changed = Set(try await scheduling.differences("peak-2011").map(\.person))
      #expect(changed.isDisjoint(with: told))
      // Time off that was granted since frees the day.
      let (name, day) = try await firstShift(test)
      try await test.asMaster { session in
        try session.run(
          Statement(
            "test.away",
            """
            INSERT INTO timekeeping.absence (entity_id, person_id, site_id, kind, starts_on, ends_on, requested_by)
            SELECT person.entity_id, person.id, employment.site_id, 'holiday', \(day), \(day), person.id
              FROM people.person JOIN people.employment ON employment.person_id = person.id WHERE person.name = \(name)
            """))
        try session.script(
          "UPDATE timekeeping.absence SET decision = 'approved', decided_by = 1 WHERE decision IS NULL")
      }
      _ = try await scheduling.run("peak-2011", RosterRequest(seed: 9), as: Operation("roster.run"))
      let freed = try await scheduling.differences("peak-2011").filter { told.contains($0.person) }
      #expect(freed.map(\.name) == [name] && freed.map(\.day) == [day] && freed.map(\.change) == ["dropped"])
    }
  }

  @Test func `published shifts that contradict each other are named, and an agreement resolves it`() async throws {
    try await published(notice: 14) { test, scheduling in
      let (name, day) = try await firstShift(test)
      try await test.asMaster { session in
        try session.run(
          Statement(
            "test.night",
            """
            INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
            SELECT shift.entity_id, shift.publication_id, shift.person_id, shift.site_id, \(day.adding(days: 1)), '01:00', '03:00'
              FROM timekeeping.shift JOIN people.person ON person.id = shift.person_id
             WHERE person.name = \(name) AND shift.works_on = \(day) AND shift.withdrawn_at IS NULL
            """))
      }
      let refused = try await scheduling.run("peak-2011", as: Operation("roster.run")).value
      #expect(
        refused.roster == nil && refused.refusal?.contains("\(name)'s published") == true
          && refused.refusal?.contains("cannot all stay: at least 11 h between shifts (WTR 1998 reg. 10)") == true,
        "\(refused.refusal ?? "")")
      var request = RosterRequest(agreed: [AgreedChange(person: name, day: day.adding(days: 1))])
      let run = try await scheduling.run("peak-2011", request, as: Operation("roster.run")).value
      #expect(run.roster != nil, "\(run.refusal ?? "")")
      request.agreed = [AgreedChange(person: "Nobody", day: day)]
      let stranger = await #expect(throws: SchedulingError.self) {
        _ = try await scheduling.run("peak-2011", request, as: Operation("roster.run"))
      }
      #expect(stranger == .unknownPerson("Nobody"))
    }
  }

  /// Somebody at Leeds with a published shift and a free day after it.
  private func firstShift(_ test: TestStore) async throws -> (String, LocalDate) {
    let rows = try await test.asMaster { session in
      try session.tuples(
        "test.first",
        """
        SELECT person.name, shift.works_on
          FROM timekeeping.shift JOIN people.person ON person.id = shift.person_id JOIN people.site ON site.id = shift.site_id
         WHERE shift.withdrawn_at IS NULL AND site.name = 'Leeds' AND shift.works_on < '2011-11-26'
           AND NOT EXISTS (SELECT FROM timekeeping.shift AS next WHERE next.person_id = shift.person_id
                              AND next.withdrawn_at IS NULL AND next.works_on = shift.works_on + 1)
         ORDER BY shift.starts_at DESC, shift.id LIMIT 1
        """, as: (String, LocalDate).self)
    }
    return try #require(rows.first)
  }

  @Test func `a search that is told to end early says how far it came`() async throws {
    try await published { _, scheduling in
      let run = try await scheduling.run(
        "peak-2011", RosterRequest(work: 200, seconds: 60), as: Operation("roster.run")
      ).value
      #expect(run.roster != nil && (42...400).contains(run.work) && run.gap != nil, "\(run.work)")
      let timed = try await scheduling.run(
        "peak-2011", RosterRequest(work: 1_000_000_000, seconds: 0.2), as: Operation("roster.run")
      ).value
      #expect(timed.roster != nil && timed.work < 1_000_000, "\(timed.work)")
    }
  }

  @Test func `a search may think longer than a server lets a transaction be idle`() async throws {
    try await published { test, _ in
      try await test.asMaster {
        try $0.script(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = 500', current_database()); END $$"
        )
      }
      let later = try await test.store(as: "Pia")
      let run = try await Scheduling(store: later).run(
        "peak-2011", RosterRequest(work: 1_000_000_000, seconds: 2), as: Operation("roster.run")
      ).value
      #expect(run.roster != nil)
      await later.close()
    }
  }

  @Test func `a search that is enough ends with the best it has`() async throws {
    try await published { _, scheduling in
      var request = RosterRequest(work: 1_000_000_000)
      request.isEnough = { true }
      let run = try await scheduling.run("peak-2011", request, as: Operation("roster.run")).value
      #expect(run.roster != nil && run.work < 100, "\(run.work)")
    }
  }

  // MARK: - Under eighteen

  /// Everybody at Leeds is under eighteen for the week or until its Wednesday, in German law, where the young work
  /// until eight and forty hours at most, and by agreement until half past five.
  @Test(arguments: ["1994-06-01", "1993-11-23"])
  func `who is not eighteen works less, by day, and with longer rests`(birthday: String) async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      try await test.asMaster {
        try $0.script(
          """
          UPDATE people.site SET jurisdiction = 'DE-BE' WHERE name = 'Leeds';
          INSERT INTO people.person_private (person_id, entity_id, birth_on)
          SELECT person_id, employment.entity_id, '\(birthday)' FROM people.employment JOIN people.site ON site.id = site_id
           WHERE site.name = 'Leeds' ON CONFLICT (person_id) DO UPDATE SET birth_on = excluded.birth_on;
          INSERT INTO scheduling.parameter (entity_id, measure, amount, citation)
          SELECT entity_id, 'young latest', 1050, 'works agreement § 9' FROM people.site WHERE name = 'Leeds';
          """)
      }
      let scheduling = Scheduling(store: try await test.store(as: "Pia"))
      _ = try await scheduling.plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf, publishes: false), as: Operation("season.plan"))
      let leeds = try await Array(atLeeds(test))
      let paid = try await test.count(
        """
        SELECT coalesce(max(paid), 0)::bigint FROM (
          SELECT sum(end_minute - start_minute - unpaid) AS paid FROM scheduling.draft_shift
           WHERE person_id = ANY (\(leeds)) GROUP BY person_id) AS week
        """)
      #expect((1...2400).contains(paid), "\(paid) minutes in the longest week")
      #expect(try await scheduling.conflicts("peak-2011").isEmpty)
      // The same week with every shift until nine in the evening is refused by name.
      try await test.asMaster {
        try $0.script(
          """
          UPDATE scheduling.roster_activity SET end_minute = 1260
           WHERE (roster_id, shift_no, end_minute) IN (
                 SELECT roster_id, shift_no, max(end_minute) FROM scheduling.roster_activity WHERE person_id IS NOT NULL GROUP BY 1, 2)
          """)
      }
      let late = try await scheduling.conflicts("peak-2011").first { $0.measure == "young latest" }
      #expect(late?.citation == "works agreement § 9", "\(String(describing: late))")
      #expect(late?.words.contains("under eighteen not after 17 h 30 min") == true, "\(String(describing: late))")
    }
  }

  @Test(arguments: ["Ana", "Lev", "Hal"])
  func `who is under eighteen is told to planners only, and nobody's birthday`(name: String) async throws {
    try await withStore { test in
      #expect(try await test.refusal(of: name, "SELECT * FROM scheduling.young('2026-11-24')") == "42501")
      let birthday = try await test.refusal(of: "Pia", "SELECT birth_on FROM people.person_private")
      let seen: Int =
        birthday == nil ? try await test.ask("Pia", "SELECT count(birth_on) FROM people.person_private") : 0
      #expect(seen == 0)
    }
  }
}
