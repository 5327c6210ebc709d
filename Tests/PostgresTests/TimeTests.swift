import Postgres
import Testing

@Suite struct `dates and times are exact` {
  @Test(arguments: [
    ("2000-01-01", 0), ("1999-12-31", -1), ("2000-02-29", 59), ("2011-08-31", 4260), ("1600-02-29", -146_038),
    ("0001-01-01", -730_119), ("9999-12-31", 2_921_939),
  ])
  func `a day has its number`(text: String, days: Int32) {
    #expect(LocalDate(text)?.daysSince2000 == days)
    #expect(LocalDate(daysSince2000: days).description == text)
  }

  @Test(arguments: [
    "2011-02-29", "2011-13-01", "2011-00-10", "2011-1-1", "11-01-01", "2011-01-01 ", "today", "infinity", "٢٠١١-٠١-٠١",
    "",
    "20110101", "2011-04-31", "-011-01-01",
  ])
  func `what is not a day is refused`(text: String) {
    #expect(LocalDate(text) == nil)
  }

  @Test func `weekdays and Mondays`() throws {
    let friday = try #require(LocalDate("2011-11-25"))
    #expect(friday.weekday == 5 && friday.monday.description == "2011-11-21")
    #expect(LocalDate(daysSince2000: 0).weekday == 6 && LocalDate(daysSince2000: -5).weekday == 1)
  }

  @Test func `every day of ten centuries is the server's day`() async throws {
    let days = (-150_000...200_000).map { LocalDate(daysSince2000: $0) }
    try await expectSame(days)
    #expect(days.allSatisfy { LocalDate(year: $0.year, month: $0.month, day: $0.day) == $0 })
  }

  @Test func `days before Christ, the last day and the infinities`() async throws {
    try await expectSame([
      LocalDate(daysSince2000: -730_120), LocalDate(daysSince2000: -2_451_507), LocalDate(daysSince2000: 2_145_031_948),
      .infinity, .minusInfinity,
    ])
  }

  @Test func `a hundred thousand instants come back to the microsecond`() async throws {
    var dice = Dice()
    let instants = (0..<100_000).map { _ in
      Instant(microseconds: .random(in: 0..<3_155_760_000_000_000, using: &dice))
    }
    let back = try await withSession { session throws in
      try session.all(
        Query<Instant>("instant.many", "SELECT v FROM unnest(\(instants)) WITH ORDINALITY AS u (v, n) ORDER BY n"))
    }
    #expect(back == instants)
    #expect(instants.allSatisfy { Instant($0.description) == $0 })
  }

  @Test func `instants are called what the server calls them`() async throws {
    var dice = Dice()
    let instants =
      [Instant.infinity, .minusInfinity, Instant(microseconds: -1), Instant(microseconds: -63_082_281_600_000_001)]
      + (0..<2000).map { _ in
        Instant(microseconds: .random(in: -99_999_999_999_999_999...99_999_999_999_999_999, using: &dice))
      }
    try await expectSame(instants) { $0.isFinite ? serverText($0) : $0.description }
  }

  private func serverText(_ instant: Instant) -> String {
    let wall = instant.utc.description
    return wall.hasSuffix(" BC") ? wall.dropLast(3) + "+00 BC" : wall + "+00"
  }

  @Test func `local times, with their infinities`() async throws {
    var dice = Dice()
    try await expectSame(
      [LocalDateTime.infinity, .minusInfinity]
        + (0..<2000).map { _ in
          LocalDateTime(microseconds: .random(in: -9_999_999_999_999_999...9_999_999_999_999_999, using: &dice))
        })
  }

  @Test func `the day ends at 24:00`() async throws {
    try await expectSame([
      LocalTime(minutes: 0), LocalTime(minutes: 1440), LocalTime(minutes: 570), LocalTime(microseconds: 86_399_999_999),
    ])
    #expect(LocalTime("24:00")?.minutes == 1440 && LocalTime("24:00:00.000001") == nil)
  }

  @Test(arguments: ["9:00", "09:60", "25:00", "09:00:00.1234567", "09:00:", "noon", "٠٩:٠٠"])
  func `what is not a time is refused`(text: String) {
    #expect(LocalTime(text) == nil)
  }

  @Test(arguments: [
    ("2011-08-31T09:00:00Z", 368_096_400_000_000), ("2011-08-31T10:00+01:00", 368_096_400_000_000),
    ("2011-08-31 03:30:00.000001-05:30", 368_096_400_000_001),
  ])
  func `ISO 8601 is read with its offset`(text: String, microseconds: Int64) {
    #expect(Instant(text)?.microseconds == microseconds)
  }

  @Test(arguments: ["2011-08-31T09:00:00", "2011-08-31", "now", "2011-08-31T09:00+1", "2011-08-31T09:00:00ZZ"])
  func `an instant without an offset is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `periods keep months, days and microseconds apart`() async throws {
    var dice = Dice()
    try await expectSame(
      [
        Period(), Period(months: 1, days: 2, microseconds: 11_045_000_006), Period(months: -1, days: 2),
        Period(months: 14, days: -3, microseconds: 1), Period(microseconds: -1),
        Period(days: 1, microseconds: -3_600_000_000),
      ]
        + (0..<1000).map { _ in
          Period(
            months: .random(in: -2000...2000, using: &dice), days: .random(in: -400...400, using: &dice),
            microseconds: .random(in: -9_999_999_999_999...9_999_999_999_999, using: &dice))
        })
    #expect(Period(months: 1, days: 2, microseconds: 11_045_000_006).description == "1 mon 2 days 03:04:05.000006")
  }
}
