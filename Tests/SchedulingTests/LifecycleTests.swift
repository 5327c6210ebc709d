import Postgres
import Scheduling
import Store
import StoreTesting
import Testing
import Timekeeping

/// A run as an object, and its draft's way: conflicts, differences, publication, and back.
@Suite(.serialized) struct LifecycleTests {
  private func drafted(_ body: (TestStore, Scheduling, RosterRun) async throws -> Void) async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      let request = PlanRequest(asOf: Sample.asOf, publishes: false)
      _ = try await scheduling.plan("peak-2011", request, as: Operation("season.plan"))
      let run = try await scheduling.run("peak-2011", RosterRequest(seed: 7), as: Operation("roster.run")).value
      try await body(test, scheduling, run)
      await pia.close()
    }
  }

  /// Somebody of the draft, with the day and the hours of their first shift.
  private func first(_ test: TestStore, of roster: Int64) async throws -> (String, String, String) {
    let rows = try await test.asMaster { session in
      try session.tuples(
        "test.first",
        """
        SELECT person.name, draft.day_on::text, to_char(draft.starts_at, 'YYYY-MM-DD HH24:MI') FROM scheduling.draft_shift AS draft
          JOIN people.person ON person.id = draft.person_id WHERE draft.roster_id = \(roster) ORDER BY draft.shift_no LIMIT 1
        """, as: (String, String, String).self)
    }
    return try #require(rows.first)
  }

  @Test func `a run keeps its inputs, its cost by term and what it could not do; the same seed draws the same roster`()
    async throws
  {
    try await drafted { test, scheduling, run in
      let roster = try #require(run.roster)
      let report = try await scheduling.report(run.id)
      let total = report.terms.reduce(0) { $0 + $1.amount }
      #expect(abs(total - (run.objective ?? -1)) < 1e-6 * max(1, total), "the terms add up to the objective")
      #expect(run.seed == 7 && run.inputsDigest.count == 64 && (run.neededHours ?? 0) > 0)
      #expect(report.gaps.allSatisfy { $0.reason != nil && $0.fix != nil })
      let again = try await scheduling.run("peak-2011", RosterRequest(seed: 7), as: Operation("roster.run")).value
      #expect(again.inputsDigest == run.inputsDigest && again.objective == run.objective)
      let same = try await test.count(
        """
        SELECT count(*) FROM (
          SELECT person_id, seat, day_on, start_minute, end_minute, kind, queue FROM scheduling.roster_activity WHERE roster_id = \(roster)
          EXCEPT SELECT person_id, seat, day_on, start_minute, end_minute, kind, queue FROM scheduling.roster_activity WHERE roster_id = \(again.roster ?? roster)
        ) AS differing
        """)
      #expect(same == 0 && again.roster != roster)
      #expect(try await scheduling.runs(of: "peak-2011").map(\.id).prefix(2) == [again.id, run.id])
      let (name, _, _) = try await first(test, of: roster.rawValue)
      let words = try await scheduling.explain(name, in: "peak-2011")
      #expect(words.first?.hasPrefix("\(name): ") == true && words.count > 1)
      #expect(words.dropFirst().allSatisfy { $0.contains(/\d\d:\d\d–\d\d:\d\d: [a-z]/) }, "\(words)")
      let evening = try await scheduling.explain("calls@2011-11-22T19:00", in: "peak-2011")
      #expect(evening.first?.hasPrefix("calls on 2011-11-22 at 19:00: ") == true, "not the nineteenth slot: \(evening)")
      if let gap = report.gaps.first {
        let time = LocalTime(minutes: gap.slot * 30)
        let why = try await scheduling.explain("\(gap.queue)@\(gap.day)T\(time.description.prefix(5))", in: "peak-2011")
        #expect(why.count >= 2, "\(why)")
      }
      let week = try #require(LocalDate("2011-11-14"))
      _ = try await scheduling.run("peak-2011", RosterRequest(monday: week, work: 100), as: Operation("roster.run"))
      #expect(
        try await scheduling.explain("calls@2011-11-22T19:00", in: "peak-2011") == evening, "another week is newer")
      let nothing = await #expect(throws: SchedulingError.self) {
        _ = try await scheduling.explain("nobody", in: "peak-2011")
      }
      #expect(nothing == .nothingToExplain("nobody"))
    }
  }

  @Test func `a requirement of a million is refused in words, and the run is kept`() async throws {
    try await drafted { test, scheduling, _ in
      try await test.asMaster {
        try $0.script(
          """
          UPDATE scheduling.requirement_slot SET agents = 1000000, scheduled = 1000000
           WHERE requirement_id = (SELECT max(id) FROM scheduling.requirement) AND day_on = '2011-11-22' AND slot = 20
          """)
      }
      let run = try await scheduling.run("peak-2011", as: Operation("roster.run")).value
      #expect(run.roster == nil && run.refusal?.isEmpty == false, "\(run.refusal ?? "")")
      let refused = await #expect(throws: SchedulingError.self) {
        _ = try await scheduling.roster("peak-2011", as: Operation("season.roster"))
      }
      #expect(refused?.kind == .invalid)
    }
  }

  @Test func `a week begins on a Monday, and something is needed in it`() async throws {
    try await drafted { _, scheduling, _ in
      for (day, words) in [
        ("2011-11-22", "2011-11-22 is no Monday. The week around it begins on 2011-11-21."),
        ("2011-08-01", "The requirement of peak-2011 needs nobody in the week from 2011-08-01."),
      ] {
        let refused = await #expect(throws: SchedulingError.self) {
          _ = try await scheduling.run("peak-2011", RosterRequest(monday: LocalDate(day)), as: Operation("roster.run"))
        }
        #expect(refused?.description.hasPrefix(words) == true, "\(String(describing: refused))")
      }
    }
  }

  @Test func `what stands in the way is named with its rule, and publishing is refused until it is gone`() async throws
  {
    try await drafted { test, scheduling, run in
      let roster = try #require(run.roster)
      #expect(try await scheduling.conflicts("peak-2011").isEmpty)
      let (name, day, starts) = try await first(test, of: roster.rawValue)
      // Somebody published the night before, outside the week or beside it: four hours of rest are left.
      try await test.asMaster { session in
        try session.script(
          """
          INSERT INTO timekeeping.publication (entity_id, version, starts_on, ends_on, published_by)
          SELECT entity_id, 77, '2011-11-01', '2011-11-20', id FROM people.person WHERE name = 'Pia';
          """)
        try session.run(
          Statement(
            "test.night",
            """
            INSERT INTO timekeeping.absence (entity_id, person_id, site_id, kind, starts_on, ends_on, requested_by)
            SELECT person.entity_id, person.id, employment.site_id, 'holiday', \(day)::text::date, \(day)::text::date, person.id
              FROM people.person JOIN people.employment ON employment.person_id = person.id WHERE person.name = \(name)
            """))
        try session.script(
          "UPDATE timekeeping.absence SET decision = 'approved', decided_by = 1 WHERE decision IS NULL AND starts_on < '2012-01-01'"
        )
      }
      let conflicts = try await scheduling.conflicts("peak-2011")
      #expect(conflicts.map(\.name) == [name] && conflicts.map(\.measure) == ["away"], "\(conflicts) \(starts)")
      let refused = await #expect(throws: SchedulingError.self) {
        _ = try await scheduling.publish("peak-2011", as: Operation("season.publish"))
      }
      #expect(
        refused?.kind == .conflict
          && refused?.description.contains("\(name), \(day): away then (approved time off)") == true)
      try await test.asMaster {
        try $0.script("UPDATE timekeeping.absence SET withdrawn_at = now() WHERE starts_on < '2012-01-01'")
      }
      _ = try await scheduling.publish("peak-2011", as: Operation("season.publish"))
      #expect(try await scheduling.differences("peak-2011").isEmpty, "what is published differs from itself in nothing")
    }
  }

  @Test func `attack 68: a draft published by two at once is published once`() async throws {
    try await drafted { test, _, run in
      let roster = try #require(run.roster).rawValue
      let refusals = try await withThrowingTaskGroup(of: SchedulingError?.self) { group in
        for _ in 0..<4 {
          group.addTask {
            let own = Scheduling(store: try await test.store(as: "Pia"))
            do throws(SchedulingError) {
              _ = try await own.publish("peak-2011", as: Operation("season.publish"))
              return nil
            } catch {
              return error
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(refusals.count { $0 == nil } == 1)
      #expect(refusals.compactMap(\.self) == Array(repeating: .alreadyPublished(roster: roster), count: 3))
    }
  }

  @Test func `attack 68: what was agreed on after a draft was drawn is not undone unseen`() async throws {
    try await drafted { test, scheduling, run in
      let roster = try #require(run.roster).rawValue
      try await test.asMaster {
        try $0.script(
          """
          INSERT INTO timekeeping.publication (entity_id, version, kind, starts_on, ends_on, published_by)
          SELECT entity_id, 77, 'swap', '2011-11-22', '2011-11-22', id FROM people.person WHERE name = 'Pia'
          """)
      }
      let overtaken = SchedulingError.overtaken(roster: roster, by: 77, of: "peak-2011")
      #expect(overtaken.kind == .conflict)
      #expect(overtaken.description.contains("muster season publish peak-2011 --seen 77"))
      await #expect(throws: overtaken) {
        _ = try await scheduling.publish("peak-2011", as: Operation("season.publish"))
      }
      let told = try #require(try await scheduling.conflicts("peak-2011").first)
      #expect(told.measure == "version" && told.version == 77 && told.person == nil, "\(told)")
      #expect(told.description.contains("after it was drawn") && told.description.contains("--seen 77"))
      await #expect(throws: overtaken) {
        _ = try await scheduling.publish("peak-2011", seen: 76, as: Operation("season.publish"))
      }
      let knowing = try await scheduling.publish("peak-2011", seen: 77, as: Operation("season.publish")).value
      #expect(knowing.publication != nil)
      #expect(try await scheduling.conflicts("peak-2011").isEmpty, "a published roster overtakes nobody")
    }
  }

  @Test func `a rest that is too short names the shift in the way and its version`() async throws {
    try await drafted { test, scheduling, run in
      let roster = try #require(run.roster)
      try await test.asMaster { session in
        try session.script(
          """
          INSERT INTO timekeeping.publication (entity_id, version, starts_on, ends_on, published_by)
          SELECT entity_id, 77, '2011-11-14', '2011-11-20', id FROM people.person WHERE name = 'Pia';
          INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
          SELECT draft.entity_id, publication.id, draft.person_id, draft.site_id, '2011-11-20', '18:00', '02:00'
            FROM scheduling.draft_shift AS draft JOIN timekeeping.publication ON publication.version = 77
           WHERE draft.roster_id = \(roster.rawValue) AND draft.day_on = '2011-11-21' AND draft.start_minute < 780
             AND draft.person_id IS NOT NULL ORDER BY draft.shift_no LIMIT 1;
          """)
      }
      let rest = try #require(try await scheduling.conflicts("peak-2011").first { $0.measure == "rest" })
      #expect(
        rest.shift != nil && rest.version == 77 && rest.rule == "gb.working-time" || rest.rule == "ie.working-time")
      #expect(rest.description.contains("of version 77 (") && rest.words.contains("11 h are owed"), "\(rest)")
    }
  }

  /// Chicago asks for fourteen days of notice and pays an hour for a change that comes later.
  @Test func `a change that comes late shows its notice and its premium where a law asks for it`() async throws {
    try await drafted { test, scheduling, run in
      let roster = try #require(run.roster).rawValue
      let day = try await test.asMaster { session in
        try session.script(
          """
          UPDATE people.site SET jurisdiction = 'US-IL', zone = 'America/Chicago' WHERE name = 'Leeds';
          INSERT INTO scheduling.standing (entity_id, site_id, locality, facts)
          SELECT entity_id, id, 'Chicago', '{"employees": 200}' FROM people.site WHERE name = 'Leeds';
          """)
        let first = try session.one(
          Query<LocalDate>("test.first", "SELECT (now() AT TIME ZONE 'America/Chicago')::date + 11"))
        // The week of the draft becomes the days from the eleventh to the seventeenth from today.
        try session.run(
          Statement(
            "test.days",
            "UPDATE scheduling.roster_activity SET day_on = \(first) + (day_on - '2011-11-21') WHERE roster_id = \(roster)"
          ))
        try session.run(
          Statement(
            "test.roster",
            "UPDATE scheduling.roster SET starts_on = \(first), ends_on = \(first)::date + 6 WHERE id = \(roster)"))
        try session.run(
          Statement(
            "test.told",
            """
            INSERT INTO timekeeping.publication (entity_id, version, starts_on, ends_on, published_by)
            SELECT entity_id, 77, \(first), \(first)::date + 6, id FROM people.person WHERE name = 'Pia'
            """))
        return first
      }
      let changes = try await scheduling.differences("peak-2011", roster: run.roster)
      let (chicago, galway) = (changes.filter { $0.owedDays != nil }, changes.filter { $0.owedDays == nil })
      #expect(!chicago.isEmpty && chicago.allSatisfy { $0.owedDays == 14 && $0.citation == "MCC 6-110-040" })
      #expect(Set(chicago.map(\.noticeDays)).isSuperset(of: [13, 14]), "both sides of the fourteenth day")
      for change in chicago {
        #expect(change.change == "added" && day.adding(days: change.noticeDays - 11) == change.day)
        #expect(change.isLate == (change.noticeDays < 14) && change.premiumMinutes == (change.isLate ? 60 : 0))
      }
      #expect(galway.allSatisfy { !$0.isLate && $0.premiumMinutes == 0 }, "Galway owes no notice")
    }
  }

  /// Oregon lets a shift move by half an hour; half the pay of what is lost is owed, in Chicago only within a day.
  @Test func `a late change is paid for as its law counts it`() async throws {
    try await drafted { test, scheduling, run in
      let roster = try #require(run.roster)
      try await test.asMaster { try $0.script(Self.soon(days: 5)) }
      for (place, locality, minutes, premium) in [
        ("US-OR", nil, 30, 0), ("US-OR", nil, 45, 60), ("US-OR", nil, -60, 30), ("US-IL", "Chicago", 30, 60),
        ("US-IL", "Chicago", -60, 60),
      ] as [(String, String?, Int32, Int)] {
        try await test.asMaster { session in
          try session.run(
            Statement("test.place", "UPDATE people.site SET jurisdiction = \(place) WHERE name = 'Leeds'"))
          try session.run(
            Statement(
              "test.standing",
              """
              INSERT INTO scheduling.standing (entity_id, site_id, locality, facts)
              SELECT entity_id, id, \(locality), '{"employees": 900, "employees_worldwide": 900, "naics": "454110"}'
                FROM people.site WHERE name = 'Leeds'
              """))
          try session.script(
            "DELETE FROM timekeeping.shift WHERE publication_id = (SELECT max(id) FROM timekeeping.publication)")
          try session.run(Self.told(roster.rawValue, minutes: minutes))
        }
        let moved = try await scheduling.differences("peak-2011", roster: roster).filter { $0.change == "moved" }
        #expect(moved.map(\.premiumMinutes) == [premium], "\(place) \(minutes): \(moved)")
      }
    }
  }

  /// Less than a day ahead San Francisco pays by the length of the shift, Emeryville and Evanston what is lost of it.
  @Test func `a change on the eve costs what its city asks for`() async throws {
    try await drafted { test, scheduling, run in
      let roster = try #require(run.roster)
      try await test.asMaster { try $0.script(Self.soon(days: 1, zone: Self.eveningZone)) }
      for (place, locality, minutes, premium) in [
        ("US-CA", "San Francisco", 30, 240), ("US-CA", "San Francisco", 0, 120), ("US-CA", "Emeryville", 30, 60),
        ("US-CA", "Emeryville", -60, 240), ("US-IL", "Evanston", 30, 60), ("US-IL", "Evanston", -60, 240),
      ] as [(String, String, Int32, Int)] {
        let moved = try await paid(roster.rawValue, place, locality, minutes, in: test, scheduling)
        #expect(moved == [premium], "\(place) \(locality) \(minutes): \(moved)")
      }
    }
  }

  /// What the one shift that was told otherwise costs to change, in minutes of pay.
  private func paid(
    _ roster: Int64, _ place: String, _ locality: String, _ minutes: Int32, in test: TestStore, _ scheduling: Scheduling
  ) async throws -> [Int] {
    try await test.asMaster { session in
      try session.run(Statement("test.place", "UPDATE people.site SET jurisdiction = \(place) WHERE name = 'Leeds'"))
      try session.run(
        Statement(
          "test.standing",
          """
          INSERT INTO scheduling.standing (entity_id, site_id, locality, facts)
          SELECT entity_id, id, \(locality),
                 '{"employees_worldwide": 900, "naics": "454110", "stores": 60, "employees_in_city": 40}'
            FROM people.site WHERE name = 'Leeds'
          """))
      try session.script(
        "DELETE FROM timekeeping.shift WHERE publication_id = (SELECT max(id) FROM timekeeping.publication)")
      try session.run(Self.told(roster, minutes: minutes))
    }
    return try await scheduling.differences("peak-2011", roster: RosterVersion.ID(rawValue: roster))
      .filter { $0.change == "moved" }.map(\.premiumMinutes)
  }

  /// A zone in which it is evening now, so that tomorrow's shifts begin within a day.
  private static let eveningZone: StaticString = """
    (SELECT zone FROM unnest(ARRAY['Pacific/Honolulu', 'America/Phoenix', 'America/Sao_Paulo', 'Africa/Lagos', 'Asia/Dubai',
                                   'Asia/Bangkok', 'Asia/Tokyo', 'Pacific/Tarawa']) AS zone
      WHERE extract(hour FROM now() AT TIME ZONE zone) >= 19 LIMIT 1)
    """

  /// The newest draft becomes a week that begins some days from now, of which everybody was told.
  private static func soon(days: Int, zone: StaticString = "'America/Chicago'") -> String {
    """
    UPDATE people.site SET jurisdiction = 'US-OR', zone = \(zone) WHERE name = 'Leeds';
    CREATE TEMPORARY TABLE soon ON COMMIT DROP AS
    SELECT (now() AT TIME ZONE zone)::date + \(days) AS first FROM people.site WHERE name = 'Leeds';
    UPDATE scheduling.roster_activity SET day_on = (SELECT first FROM soon) + (day_on - '2011-11-21')
     WHERE roster_id = (SELECT max(id) FROM scheduling.roster);
    UPDATE scheduling.roster SET starts_on = (SELECT first FROM soon), ends_on = (SELECT first FROM soon) + 6
     WHERE id = (SELECT max(id) FROM scheduling.roster);
    INSERT INTO timekeeping.publication (entity_id, version, starts_on, ends_on, published_by)
    SELECT entity_id, 77, current_date, current_date + 20, id FROM people.person WHERE name = 'Pia';
    """
  }

  /// One shift published as drafted, but later, or longer by what the draft takes away; at 0 of four hours only.
  private static func told(_ roster: Int64, minutes: Int32) -> Statement {
    Statement(
      "test.told",
      """
      INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
      SELECT draft.entity_id, publication.id, draft.person_id, draft.site_id, draft.day_on,
             (draft.starts_at AT TIME ZONE draft.zone + make_interval(mins => greatest(0, \(minutes))))::time,
             CASE WHEN \(minutes) = 0 THEN (draft.starts_at AT TIME ZONE draft.zone + interval '4 hours')::time
                  ELSE (draft.ends_at AT TIME ZONE draft.zone + make_interval(mins => abs(\(minutes))))::time END
        FROM scheduling.draft_shift AS draft JOIN timekeeping.publication ON publication.version = 77
        JOIN people.site ON site.id = draft.site_id AND site.name = 'Leeds'
       WHERE draft.roster_id = \(roster) AND draft.person_id IS NOT NULL AND draft.end_minute < 1200
       ORDER BY draft.day_on, draft.shift_no LIMIT 1
      """)
  }

  @Test(arguments: [("Lev", "42501"), ("Ana", "42501"), ("Klara", "42501"), ("Hal", "42501")])
  func `drafts are the planner's alone`(name: String, state: String) async throws {
    try await withStore { test in
      let conflicts = try await test.refusal(of: name, "SELECT * FROM scheduling.conflicts(1)")
      let differences = try await test.refusal(of: name, "SELECT * FROM scheduling.differences(1)")
      #expect(conflicts == state && differences == state)
    }
  }
}
