import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// Rules as numbers with a source: which bind where, from when, and for whom.
@Suite(.serialized) struct RuleTests {
  private func move(
    _ jurisdiction: String, locality: String? = nil, facts: String = "{}", in test: TestStore
  ) async throws {
    try await test.asMaster { session in
      try session.run(
        Statement("test.move", "UPDATE people.site SET jurisdiction = \(jurisdiction) WHERE name = 'Leeds'"))
      try session.run(
        Statement(
          "test.standing",
          """
          INSERT INTO scheduling.standing (entity_id, site_id, locality, facts)
          SELECT entity_id, id, \(locality), \(facts)::text::jsonb FROM people.site WHERE name = 'Leeds'
          """))
    }
  }

  private func binding(_ measure: String, on day: String = "2026-11-24", in test: TestStore) async throws -> [String] {
    let pia = try await test.raw(as: "Pia")
    let found = try await pia.with {
      try $0.all(
        Query<String>(
          "test.binding",
          """
          SELECT amount || CASE WHEN beyond > 0 THEN ' beyond ' || beyond ELSE '' END || ': ' || citation
            FROM people.site CROSS JOIN LATERAL scheduling.binding(site.id, \(day)::text::date) AS rule
           WHERE site.name = 'Leeds' AND rule.measure = \(measure) ORDER BY beyond
          """))
    }
    await pia.close()
    return found
  }

  @Test(arguments: [
    ("GB-ENG", "rest", ["660: WTR 1998 reg. 10"]), ("GB-ENG", "break", ["20 beyond 360: WTR 1998 reg. 12"]),
    ("IE", "break", ["15 beyond 270: OWTA 1997 s. 12", "30 beyond 360: OWTA 1997 s. 12"]),
    ("DE-BE", "day hours", ["600: ArbZG § 3"]), ("FR", "rest", ["660: Dir. 2003/88/EC art. 3"]),
    ("FR", "days in a row", ["6: house rule: at most six days in a row"]), ("US-TX", "rest", []),
    ("US-TX", "overtime of week", ["2400: 29 USC 207(a)(1)"]), ("US-CA", "overtime of day", ["480: Lab. Code 510"]),
  ])
  func `a site's own country, and its union's, bind it`(place: String, measure: String, numbers: [String]) async throws
  {
    try await withStore { test in
      try await move(place, in: test)
      #expect(try await binding(measure, in: test) == numbers)
    }
  }

  /// Chicago asks for a hundred employees, Oregon for five hundred in the world and a trade by its NAICS number.
  @Test(
    arguments: [
      ("US-IL", "Chicago", #"{"employees": 99}"#, []),
      ("US-IL", "Chicago", #"{"employees": 100}"#, ["14: MCC 6-110-040"]),
      ("US-IL", "Springfield", #"{"employees": 900}"#, []), ("US-IL", "Chicago", "{}", []),
      ("US-OR", nil, #"{"employees_worldwide": 500, "naics": "454110"}"#, ["14: ORS 653.436"]),
      ("US-OR", nil, #"{"employees_worldwide": 500, "naics": "561422"}"#, []),
      ("US-OR", nil, #"{"employees_worldwide": 500}"#, []),
    ] as [(String, String?, String, [String])])
  func `a law with a coverage binds whom it covers`(
    place: String, locality: String?, facts: String, notice: [String]
  ) async throws {
    try await withStore { test in
      try await move(place, locality: locality, facts: facts, in: test)
      #expect(try await binding("notice", in: test) == notice)
    }
  }

  @Test func `what nobody noted leaves a law open, and says so`() async throws {
    try await withStore { test in
      try await move("US-OR", facts: "{}", in: test)
      let rules = try await Scheduling(store: test.store(as: "Pia")).rules(
        at: "Leeds", on: #require(LocalDate("2026-11-24")))
      let notice = try #require(rules.first { $0.measure == "notice" })
      #expect(notice.binds == nil && notice.rule == "us-or.notice" && notice.citation == "ORS 653.436")
      await #expect(throws: SchedulingError.unknownPlace("Nowhere")) {
        let pia = Scheduling(store: try await test.store(as: "Pia"))
        _ = try await pia.rules(at: "Nowhere", on: #require(LocalDate("2026-11-24")))
      }
    }
  }

  @Test func `a law binds from the day it is in force`() async throws {
    try await withStore { test in
      try await move("US-IL", locality: "Chicago", facts: #"{"employees": 500}"#, in: test)
      #expect(try await binding("notice", on: "2022-06-30", in: test).isEmpty)
      #expect(try await binding("notice", on: "2022-07-01", in: test) == ["14: MCC 6-110-040"])
    }
  }

  @Test func `a company's own number replaces the house's, and never loosens a law`() async throws {
    try await withStore { test in
      let pia = try await test.raw(as: "Pia")
      try await pia.with { session in
        for (measure, amount) in [("days in a row", 5), ("rest", 600), ("week hours", 2400)] {
          try session.run(
            Statement(
              "test.parameter",
              """
              INSERT INTO scheduling.parameter (entity_id, measure, amount, citation)
              SELECT id, \(measure), \(Int32(amount)), 'works agreement 2026' FROM people.legal_entity WHERE name = 'Lantern Gifts Ltd'
              """))
        }
      }
      await pia.close()
      #expect(try await binding("days in a row", in: test) == ["5: works agreement 2026"])
      #expect(
        try await binding("rest", in: test) == ["660: WTR 1998 reg. 10"],
        "ten hours would be less than the law's eleven")
      #expect(
        try await binding("week hours", in: test) == ["2400: works agreement 2026"],
        "forty are stricter than forty-eight")
      #expect(
        try await test.refusal(
          of: "Ana",
          "INSERT INTO scheduling.parameter (entity_id, measure, amount, citation) VALUES (1, 'rest', 0, 'me')")
          == "42501")
      #expect(
        try await test.refusal(
          of: "Pia",
          "INSERT INTO scheduling.parameter (rule_code, measure, amount, citation) VALUES ('gb.working-time', 'rest', 0, 'me')"
        ) == "42501")
    }
  }

  /// Six days of six hours without a break: what is owed to somebody of seventeen, and to nobody of eighteen.
  @Test(
    arguments: [
      (
        "GB-ENG", "2009-12-01",
        [
          "young break: 0 min of break in the shift, 30 min are owed under eighteen, WTR 1998 reg. 12(4)",
          "young weekly rest: 34 h of rest in one stretch that week, 48 h are owed under eighteen, WTR 1998 reg. 11(3)",
        ]
      ),
      (
        "DE-BE", "2009-12-01",
        [
          "weekly rest: 34 h of rest in one stretch that week, 35 h are owed, ArbZG §§ 5, 11; Dir. 2003/88/EC art. 5",
          "young break: 0 min of break in the shift, 30 min are owed under eighteen, JArbSchG § 11 (1)",
          "young days a week: 6 days of work in the week, at most 5 under eighteen, JArbSchG § 15",
          "young weekly rest: 34 h of rest in one stretch that week, 36 h are owed under eighteen, Dir. 94/33/EC art. 10 (2)",
        ]
      ), ("GB-ENG", "2008-11-01", []),
    ] as [(String, String, [String])])
  func `the young have their days off and their breaks, with the law's source`(
    place: String, birthday: String, told: [String]
  ) async throws {
    try await withStore { test in
      try await move(place, in: test)
      let found = try await test.asMaster { session in
        try session.script(
          """
          INSERT INTO people.person_private (person_id, entity_id, birth_on)
          SELECT id, entity_id, '\(birthday)' FROM people.person WHERE name = 'Ana'
              ON CONFLICT (person_id) DO UPDATE SET birth_on = excluded.birth_on
          """)
        return try session.all(
          Query<String>(
            "test.judge",
            """
            SELECT DISTINCT finding.measure || ': ' || split_part(finding.words, ' (', 1) || ', ' || finding.citation
              FROM people.person JOIN people.site ON site.name = 'Leeds'
             CROSS JOIN LATERAL scheduling.judge((
                   SELECT jsonb_agg(jsonb_build_object(
                              'person', person.id, 'site', site.id, 'on', day::date, 'breaks', 0,
                              'starts', (day + interval '8 hours') AT TIME ZONE 'Europe/London',
                              'ends', (day + interval '14 hours') AT TIME ZONE 'Europe/London'))
                     FROM generate_series(timestamp '2026-11-30', '2026-12-05', '1 day') AS day), '{}') AS finding
             WHERE person.name = 'Ana' AND finding.rule_code IS NOT NULL ORDER BY 1
            """))
      }
      #expect(found == told)
    }
  }

  /// Attack 58: eleven hours are counted in hours that pass.
  @Test(
    arguments: [
      // The clocks go forward in the night to 29 March 2026: 21:00 to 08:00 is ten hours.
      (
        "2026-03-28", "13:00", "21:00", "2026-03-29", "08:00",
        "10 h of rest between two shifts, 11 h are owed (after Sat 2026-03-28 21:00)"
      ),
      // In the night to 25 October 2026 they go back: 22:00 to 08:00 is eleven.
      ("2026-10-24", "14:00", "22:00", "2026-10-25", "08:00", nil),
      (
        "2026-10-26", "14:00", "22:00", "2026-10-27", "08:00",
        "10 h of rest between two shifts, 11 h are owed (after Mon 2026-10-26 22:00)"
      ),
    ] as [(String, String, String, String, String, String?)])
  func `attack 58: rest is counted on instants`(
    day: String, from: String, to: String, next: String, at: String, words: String?
  ) async throws {
    try await withStore { test in
      let found = try await test.asMaster { session in
        try session.all(
          Query<String>(
            "test.judge",
            """
            SELECT words FROM people.person JOIN people.site ON site.name = 'Leeds' CROSS JOIN LATERAL scheduling.judge(jsonb_build_array(
              jsonb_build_object('person', person.id, 'site', site.id, 'on', \(day)::text,
                                 'starts', (\(day)::text || ' ' || \(from)::text)::timestamp AT TIME ZONE 'Europe/London',
                                 'ends', (\(day)::text || ' ' || \(to)::text)::timestamp AT TIME ZONE 'Europe/London'),
              jsonb_build_object('person', person.id, 'site', site.id, 'on', \(next)::text,
                                 'starts', (\(next)::text || ' ' || \(at)::text)::timestamp AT TIME ZONE 'Europe/London',
                                 'ends', (\(next)::text || ' 16:00')::timestamp AT TIME ZONE 'Europe/London')), '{}') AS finding
             WHERE person.name = 'Ana' AND finding.measure = 'rest'
            """))
      }
      #expect(found == (words.map { [$0] } ?? []))
    }
  }
}
