import Postgres
import Scheduling
import Store
import StoreTesting
import Testing
import Timekeeping

/// Attacks of the catalogue on time and on many at once, by their numbers; those of other rooms stand there.
@Suite(.serialized) struct AttackTests {
  /// Moves Leeds to another zone and keeps everybody employed for ever.
  private func move(_ zone: String, in test: TestStore) async throws {
    try await test.asMaster { session in
      try session.run(
        Statement("test.zone", "UPDATE people.site SET zone = \(zone), jurisdiction = 'US-TX' WHERE name = 'Leeds'"))
      try session.script("UPDATE people.employment SET kind = 'permanent', ends_on = NULL, starts_on = '2010-01-01'")
    }
  }

  private func publish(_ day: String, _ from: String, _ to: String, fold: Int16? = nil, in test: TestStore) async throws
  {
    try await test.asMaster { session in
      try session.run(
        Statement(
          "test.shift",
          """
          INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time, start_fold)
          SELECT person.entity_id, publication.id, person.id, site.id, \(day)::text::date, \(from)::text::time, \(to)::text::time, \(fold)
            FROM people.person JOIN people.site ON site.name = 'Leeds' JOIN timekeeping.publication ON publication.version = 1
             AND publication.entity_id = person.entity_id
           WHERE person.name = 'Ana'
          """))
    }
  }

  @Test(arguments: [("2026-10-31", 540), ("2026-03-07", 420), ("2026-06-01", 480)])
  func `attack 53: an overnight shift is paid the hours that pass, on the day it starts`(
    day: String, minutes: Int
  ) async throws {
    try await withStore { test in
      try await move("America/New_York", in: test)
      try await publish(day, "22:00", "06:00", in: test)
      let date = try #require(LocalDate(day))
      let paid = try await Timekeeping(store: test.store(as: "Ana")).payHours(from: date, through: date)
      #expect(
        paid.filter { $0.category == "regular" || $0.category == "overtime" }.reduce(0) { $0 + $1.minutes } == minutes)
      #expect(paid.first { $0.category == "night" }?.minutes == minutes - 60, "23:00 to 06:00, of the same night")
      let next = try await Timekeeping(store: test.store(as: "Ana")).payHours(
        from: date.adding(days: 1), through: date.adding(days: 1))
      #expect(next.isEmpty, "nothing of it belongs to the day it ends on")
    }
  }

  @Test func `attacks 54 and 55: a time that is skipped is refused, one that comes twice needs its fold`() async throws
  {
    try await withStore { test in
      try await move("America/New_York", in: test)
      let gap = await #expect(throws: PostgresError.self) {
        try await publish("2026-03-08", "02:30", "10:00", in: test)
      }
      #expect(
        gap?.constraint == "local_time_exists"
          && gap?.hint == "The nearest times are 2026-03-08 01:59 and 2026-03-08 03:00.")
      let twice = await #expect(throws: PostgresError.self) {
        try await publish("2026-11-01", "01:30", "09:00", in: test)
      }
      #expect(twice?.constraint == "local_time_that_happens_twice_has_a_fold")
      try await publish("2026-11-01", "01:30", "09:00", fold: 2, in: test)
      #expect(
        try await test.count("SELECT minutes::bigint FROM timekeeping.shift WHERE works_on = '2026-11-01'") == 450)
    }
  }

  @Test(arguments: ["Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Apia", "Africa/Casablanca"])
  func `attack 57: a grid of quarters stays aligned to the local clock`(zone: String) async throws {
    try await withStore { test in
      let strays = try await test.count(
        """
        SELECT count(*) FROM generate_series('2026-01-01'::timestamp, '2026-12-31 23:45', interval '15 minutes') AS wall
          CROSS JOIN LATERAL (SELECT timekeeping.instant_today(wall, \(zone), NULL) AS at) AS found
         WHERE found.at IS NOT NULL AND found.at AT TIME ZONE \(zone) <> wall
        """)
      #expect(strays == 0)
    }
  }

  @Test(arguments: [(1, 2_400, 60), (7, 2_460, 0)])
  func `attack 59: a week begins on its site's day, and overtime is counted in it`(
    first: Int, regular: Int, overtime: Int
  ) async throws {
    try await withStore { test in
      try await move("America/Chicago", in: test)
      try await test.asMaster {
        try $0.run(
          Statement("test.week", "UPDATE people.site SET week_starts_on = \(Int16(first)) WHERE name = 'Leeds'"))
      }
      // Sunday to Friday: forty-one hours between Monday and Sunday, but not between Sunday and Saturday.
      for (day, to) in [("07", "16:12"), ("08", "16:12"), ("09", "16:12"), ("10", "16:12"), ("13", "16:12")] {
        try await publish("2026-12-\(day)", "08:00", to, in: test)
      }
      let (from, through) = (try #require(LocalDate("2026-12-07")), try #require(LocalDate("2026-12-13")))
      let paid = try await Timekeeping(store: test.store(as: "Ana")).payHours(from: from, through: through)
      #expect(paid.filter { $0.category == "regular" }.reduce(0) { $0 + $1.minutes } == regular)
      #expect(paid.filter { $0.category == "overtime" }.reduce(0) { $0 + $1.minutes } == overtime)
      #expect(paid.filter { $0.category == "overtime" }.allSatisfy { $0.citation == "29 USC 207(a)(1)" })
    }
  }

  @Test(arguments: ["UTC+5", "EST", "IST", "Americas4", ""])
  func `attack 60: a zone is a place`(zone: String) async throws {
    try await withStore { test in
      let refusal = await #expect(throws: PostgresError.self) { try await move(zone, in: test) }
      #expect(refusal?.constraint == "site_zone_is_a_place_in_tzdata")
    }
  }

  @Test func `attack 61: the order of claims is the server's, whatever a client's clock says`() async throws {
    try await withStore { test in
      let forged = try await test.refusal(
        of: "Pia",
        "INSERT INTO scheduling.hours_claim (entity_id, offer_id, person_id, place, claimed_at) VALUES (1, 1, 1, 1, '2000-01-01')"
      )
      #expect(forged == "42501")
      let signed = try await test.refusal(
        of: "Ana",
        "INSERT INTO timekeeping.absence (entity_id, person_id, site_id, kind, starts_on, ends_on, requested_at) VALUES (1, 13, 1, 'holiday', '2026-12-01', '2026-12-01', '2000-01-01')"
      )
      #expect(signed == "42501")
    }
  }

  @Test func `attack 62: a moved holiday is a new version of the calendar`() async throws {
    try await withStore { test in
      try await publish("2027-12-27", "08:00", "12:00", in: test)
      let day = try #require(LocalDate("2027-12-27"))
      let ana = Timekeeping(store: try await test.store(as: "Ana"))
      #expect(try await ana.payHours(from: day, through: day).map(\.category) == ["regular"])
      try await test.asMaster {
        try $0.script(
          """
          INSERT INTO people.calendar (entity_id, site_id, version, note)
          SELECT entity_id, id, 2, 'Christmas on a Saturday' FROM people.site WHERE name = 'Leeds';
          INSERT INTO people.calendar_day (calendar_id, entity_id, day_on, kind, name)
          SELECT id, entity_id, '2027-12-27', 'holiday', 'Christmas Day (substitute)' FROM people.calendar WHERE version = 2;
          """)
      }
      #expect(try await ana.payHours(from: day, through: day).map(\.category) == ["holiday", "regular"])
    }
  }

  @Test func `attack 70: two who let the last but one go at once do not let both go`() async throws {
    try await withStore { test in
      try await test.asMaster {
        try $0.script(
          """
          INSERT INTO timekeeping.time_off_limit (entity_id, team_id, starts_on, ends_on, people)
          SELECT entity_id, id, '2027-12-24', '2027-12-24', 1 FROM people.team WHERE name = 'Leeds';
          """)
      }
      let held = try await withThrowingTaskGroup(of: Int.self) { group in
        for name in ["Ana", "Ben", "Eve", "Gus"] {
          group.addTask {
            let own = try await test.raw(as: name)
            let held = try await own.transaction { session in
              try session.one(
                Query<Int64>(
                  "test.ask",
                  """
                  INSERT INTO timekeeping.absence (entity_id, person_id, site_id, kind, starts_on, ends_on)
                  SELECT entity_id, person_id, site_id, 'holiday', '2027-12-24', '2027-12-24' FROM people.employment WHERE person_id = sec.me()
                  RETURNING id
                  """))
            }
            await own.close()
            return Int(held)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(held.count == 4, "nobody's asking is lost")
      #expect(try await test.count("SELECT count(*) FROM timekeeping.time_off_place WHERE is_held") == 1)
    }
  }

  @Test func `attack 72: one key used fifty times at once claims one place`() async throws {
    try await withStore { test in
      let id: Int = try await test.ask(
        "Pia",
        """
        SELECT scheduling.offer_hours('extra', site.id, NULL, NULL, '2027-03-01', '16:00', '18:00', 60, now() + interval '1 day', '')
          FROM people.site WHERE site.name = 'Leeds'
        """)
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let places = try await withThrowingTaskGroup(of: Int?.self) { group in
        for _ in 0..<50 {
          group.addTask {
            try await ana.claim(
              Identifier(rawValue: Int64(id)), as: Operation("hours.claim", key: "the one", input: [id])
            ).value.place
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(places == Array(repeating: 1, count: 50))
      #expect(try await test.count("SELECT count(*) FROM scheduling.hours_claim") == 1)
      let other = await #expect(throws: SchedulingError.self) {
        _ = try await ana.claim(
          Identifier(rawValue: Int64(id)), as: Operation("hours.claim", key: "the one", input: [id + 1]))
      }
      #expect(other?.kind == .conflict)
    }
  }

  @Test func `hours of approved time off are not paid as work`() async throws {
    try await withStore { test in
      try await move("Europe/London", in: test)
      try await publish("2027-12-27", "08:00", "16:00", in: test)
      try await publish("2027-12-28", "08:00", "16:00", in: test)
      try await test.asMaster {
        try $0.script(
          """
          INSERT INTO timekeeping.absence (entity_id, person_id, site_id, kind, starts_on, ends_on, starts_time, ends_time, decision, decided_by, decided_at)
          SELECT person.entity_id, person.id, site.id, 'sick', told.day, told.day, told.from_time, told.to_time, 'approved', 1, now()
            FROM people.person, people.site,
                 (VALUES ('2027-12-27'::date, NULL::time, NULL::time), ('2027-12-28', '14:00', '18:00')) AS told (day, from_time, to_time)
           WHERE person.name = 'Ana' AND site.name = 'Leeds'
          """)
      }
      let paid = try await Timekeeping(store: test.store(as: "Pia")).payHours(
        from: #require(LocalDate("2027-12-27")), through: #require(LocalDate("2027-12-28")))
      #expect(
        paid.map { "\($0.on) \($0.category) \($0.minutes)" } == [
          "2027-12-27 away 480", "2027-12-28 away 120", "2027-12-28 regular 360",
        ])
    }
  }

  @Test func `attack 73: who leaves leaves their shifts, and their calendar says so`() async throws {
    try await withStore { test in
      try await move("Europe/London", in: test)
      try await publish("2027-12-27", "08:00", "12:00", in: test)
      try await test.asMaster {
        try $0.script(
          "UPDATE people.employment SET ends_on = '2027-12-01' WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ana')"
        )
      }
      let entries = try await Scheduling(store: test.store(as: "Pia")).calendar(
        of: "Ana", from: #require(LocalDate("2027-12-01")))
      #expect(entries.map(\.isCancelled) == [true])
    }
  }

  @Test func `attack 73: who leaves while their shifts are being published leaves none of them behind`() async throws {
    try await withStore { test in
      try await move("Europe/London", in: test)
      let slow = try await test.raw(as: "Pia")
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try await slow.transaction { session in
            for day in ["2027-12-27", "2027-12-28"] {
              try session.run(
                Statement(
                  "test.book",
                  """
                  INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
                  SELECT entity_id, 1, id, 1, \(day)::text::date, '08:00', '12:00' FROM people.person WHERE name = 'Ana'
                  """))
              try session.script("SELECT pg_sleep(0.5)")
            }
          }
        }
        group.addTask {
          try await Task.sleep(for: .milliseconds(250))
          try await test.asMaster {
            try $0.script(
              """
              UPDATE people.employment SET ends_on = '2027-12-01'
               WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ana')
              """)
          }
        }
        try await group.waitForAll()
      }
      await slow.close()
      let left: SQL = "SELECT count(*) FROM timekeeping.shift WHERE works_on > '2027-12-01' AND withdrawn_at IS NULL"
      #expect(try await test.count(left) == 0)
      #expect(try await test.count("SELECT count(*) FROM timekeeping.shift WHERE works_on > '2027-12-01'") == 2)
    }
  }
}
