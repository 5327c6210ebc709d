import People
import Postgres
import Store
import StoreTesting
import Testing

/// House law 6: local time becomes an instant in PostgreSQL, and only by `people.instant`.
@Suite(.serialized) struct ClockTests {
  /// Asks as an agent would: the function is everybody's.
  @Test(arguments: [
    ("europe/london", "Europe/London"), ("Europe/Lodnon", "Europe/London"), ("Europe/Berln", "Europe/Berlin"),
    ("America/New York", "America/New_York"), ("Chicgo", "America/Chicago"),
    ("Amercia/Los_Angeles", "America/Los_Angeles"),
    ("Middle Earth", nil), ("UTC+5", nil), ("", nil),
  ])
  func `a misspelt zone is near the one that was meant`(written: String, meant: String?) async throws {
    try await withStore { cast in
      #expect(try await cast.asMaster { try $0.first(.zoneNear(written)) } == meant)
      let hal = try await cast.people(as: "Hal")
      let refused = await #expect(throws: PeopleError.self) {
        _ = try await hal.addSite("There", zone: written, jurisdiction: "GB", as: Operation("site.add"))
      }
      #expect(refused?.description.hasPrefix("There is no such time zone.") == true, "\(String(describing: refused))")
      if let meant { #expect(refused?.description.contains(meant) == true, "\(String(describing: refused))") }
    }
  }

  private func instant(_ local: String, _ zone: String, fold: Int16? = nil, in cast: TestStore) async throws -> String {
    let when = try #require(LocalDateTime(local))
    return try await cast.asMaster { session in
      try session.one(
        Query<String>(
          "clock.instant",
          "SELECT to_char(people.instant(\(when), \(zone), \(fold)) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"))
    }
  }

  @Test func `ordinary times follow the offset of their day`() async throws {
    try await withStore { cast in
      let table = [
        ("2026-01-15 12:00:00", "Europe/London", "2026-01-15 12:00"),
        ("2026-07-15 12:00:00", "Europe/London", "2026-07-15 11:00"),
        ("2026-11-27 09:00:00", "America/New_York", "2026-11-27 14:00"),
        ("2026-07-15 12:00:00", "Asia/Kathmandu", "2026-07-15 06:15"),
        ("2026-01-15 12:00:00", "Pacific/Chatham", "2026-01-14 22:15"),
        ("2026-07-15 12:00:00", "Pacific/Chatham", "2026-07-14 23:15"),
        ("2026-01-15 12:00:00", "Australia/Lord_Howe", "2026-01-15 01:00"),
        ("2026-07-15 12:00:00", "Australia/Lord_Howe", "2026-07-15 01:30"),
        ("2026-01-15 12:00:00", "Asia/Kolkata", "2026-01-15 06:30"),
      ]
      for (local, zone, utc) in table {
        let found = try await instant(local, zone, in: cast)
        #expect(found == utc, "\(local) \(zone)")
      }
    }
  }

  @Test(arguments: [
    ("2026-03-08 02:30:00", "America/New_York", "02:00 to 03:00", "2026-03-08 01:59 and 2026-03-08 03:00"),
    ("2026-03-08 02:00:00", "America/New_York", "02:00 to 03:00", "2026-03-08 01:59 and 2026-03-08 03:00"),
    ("2026-03-29 01:15:00", "Europe/London", "01:00 to 02:00", "2026-03-29 00:59 and 2026-03-29 02:00"),
    ("2026-10-04 02:15:00", "Australia/Lord_Howe", "02:00 to 02:30", "2026-10-04 01:59 and 2026-10-04 02:30"),
    ("2026-09-27 03:00:00", "Pacific/Chatham", "02:45 to 03:45", "2026-09-27 02:44 and 2026-09-27 03:45"),
    ("2026-03-22 02:30:00", "Africa/Casablanca", "02:00 to 03:00", "2026-03-22 01:59 and 2026-03-22 03:00"),
    ("2011-12-30 12:00:00", "Pacific/Apia", "00:00 to 00:00", "2011-12-29 23:59 and 2011-12-31 00:00"),
  ])
  func `a time the clocks skip is refused with both neighbours`(
    local: String, zone: String, jump: String, neighbours: String
  ) async throws {
    try await withStore { cast in
      let error = await #expect(throws: PostgresError.self) { try await instant(local, zone, in: cast) }
      #expect(error?.constraint == "local_time_exists")
      #expect(error?.message.contains("the clocks go from \(jump)") == true, "\(error?.message ?? "")")
      #expect(error?.hint == "The nearest times are \(neighbours).")
    }
  }

  @Test(arguments: [
    ("2026-11-01 01:30:00", "America/New_York", "2026-11-01 05:30", "2026-11-01 06:30"),
    ("2026-11-01 01:00:00", "America/New_York", "2026-11-01 05:00", "2026-11-01 06:00"),
    ("2026-10-25 01:00:00", "Europe/London", "2026-10-25 00:00", "2026-10-25 01:00"),
    ("2026-04-05 01:45:00", "Australia/Lord_Howe", "2026-04-04 14:45", "2026-04-04 15:15"),
    ("2026-04-05 03:00:00", "Pacific/Chatham", "2026-04-04 13:15", "2026-04-04 14:15"),
    ("2026-02-15 02:30:00", "Africa/Casablanca", "2026-02-15 01:30", "2026-02-15 02:30"),
  ])
  func `a time the clocks show twice needs its fold`(
    local: String, zone: String, first: String, second: String
  ) async throws {
    try await withStore { cast in
      let error = await #expect(throws: PostgresError.self) { try await instant(local, zone, in: cast) }
      #expect(error?.constraint == "local_time_that_happens_twice_has_a_fold")
      let folds = (
        try await instant(local, zone, fold: 1, in: cast), try await instant(local, zone, fold: 2, in: cast)
      )
      #expect(folds == (first, second))
    }
  }

  @Test func `a fold that the clocks do not ask for changes nothing`() async throws {
    try await withStore { cast in
      for fold in [Int16(1), 2] {
        let after = try await instant("2026-11-01 02:00:00", "America/New_York", fold: fold, in: cast)
        let before = try await instant("2026-11-01 00:59:00", "America/New_York", fold: fold, in: cast)
        #expect(before == "2026-11-01 04:59" && after == "2026-11-01 07:00")
      }
    }
  }

  @Test func `every quarter of an hour of two years comes back as it went in`() async throws {
    let zones = [
      "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca",
      "Asia/Kathmandu", "America/Havana",
    ]
    try await withStore { cast in
      for zone in zones {
        let wrong = try await cast.asMaster { session in
          try session.one(
            Query<Int>(
              "clock.roundtrip",
              """
              SELECT count(*)
                FROM generate_series('2026-01-01 00:00Z'::timestamptz, '2027-12-31 00:00Z', '15 minutes') AS at
               WHERE at NOT IN (
                     people.instant(at AT TIME ZONE \(zone), \(zone), 1::smallint),
                     people.instant(at AT TIME ZONE \(zone), \(zone), 2::smallint))
              """))
        }
        #expect(wrong == 0, "\(zone)")
      }
    }
  }

  @Test(arguments: [
    ("2026-03-08", "America/Havana", "2026-03-08 05:00"),
    ("2026-11-01", "America/Havana", "2026-11-01 04:00"),
    ("2026-03-29", "Europe/London", "2026-03-29 00:00"),
    ("2011-12-30", "Pacific/Apia", "2011-12-30 10:00"),
  ])
  func `a day starts with its first instant, also where midnight is skipped or shown twice`(
    date: String, zone: String, utc: String
  ) async throws {
    try await withStore { cast in
      let on = try #require(LocalDate(date))
      let starts = try await cast.asMaster { session in
        try session.one(
          Query<String>(
            "clock.day",
            "SELECT to_char(people.day_start(\(on), \(zone)) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"))
      }
      #expect(starts == utc)
    }
  }
}
