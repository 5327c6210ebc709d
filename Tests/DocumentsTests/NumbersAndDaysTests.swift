import Testing

@testable import Documents

struct DecimalTextTests {
  @Test(arguments: [
    (0.0, 0, "0"), (0.0, 2, "0.00"), (-0.0, 2, "0.00"), (-0.001, 2, "0.00"), (1.005, 2, "1.01"), (1.115, 2, "1.12"),
    (0.5, 0, "1"), (1.5, 0, "2"), (-2.5, 0, "-3"), (9.995, 2, "10.00"), (999.99, 1, "1000.0"), (0.05, 1, "0.1"),
    (0.04, 1, "0.0"), (0.004, 2, "0.00"), (0.006, 2, "0.01"), (1e-9, 3, "0.000"), (1e21, 1, "1000000000000000000000.0"),
    (123_456.789, 2, "123456.79"), (1e16, 0, "10000000000000000"),
  ])
  func `numbers round as people expect`(number: Double, places: Int, text: String) {
    #expect(DecimalText.fixed(number, places: places) == text)
  }

  @Test func `thousands are set apart`() {
    #expect(DecimalText.grouped(1_234_567) == "1,234,567")
    #expect(DecimalText.grouped(-999) == "-999")
    #expect(DecimalText.fixed(12_400.5, places: 1, grouped: true) == "12,400.5")
  }

  @Test func `short numbers have no zeros at the end`() {
    #expect(DecimalText.short(2.50, places: 3) == "2.5")
    #expect(DecimalText.short(100, places: 2) == "100")
    #expect(DecimalText.short(-0.0001, places: 1) == "0")
  }

  @Test func `a number that is none is a dash`() {
    #expect(DecimalText.fixed(.infinity, places: 1) == "–")
  }
}

struct CivilDateTests {
  @Test(arguments: [
    (0, "2000-01-01", 6), (4_260, "2011-08-31", 3), (-1, "1999-12-31", 5), (59, "2000-02-29", 2),
    (9_861, "2026-12-31", 4), (-36_524, "1900-01-01", 1),
  ])
  func `days are counted from 2000`(days: Int, text: String, weekday: Int) {
    let date = CivilDate(daysSince2000: days)
    #expect(date.description == text)
    #expect(date.weekday == weekday)
    #expect(CivilDate(text) == date)
  }

  @Test func `every day of four centuries survives the way there and back`() {
    for days in -73_049...73_048 {
      let date = CivilDate(daysSince2000: days)
      let parts = date.parts
      #expect(CivilDate(year: parts.year, month: parts.month, day: parts.day) == date)
    }
  }

  @Test(arguments: [
    "2011-02-29", "2011-13-01", "2011-00-10", "11-01-01", "2011-1-1", "now", "2011-01-01 ", "２０11-01-01",
  ])
  func `what is no day is refused`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test func `instants are written in UTC`() throws {
    let day = try #require(CivilDate(year: 2011, month: 11, day: 26))
    let instant = UTCInstant(day, hour: 9, minute: 5, second: 7)
    #expect(instant.description == "2011-11-26T09:05:07Z")
    #expect(instant.basic == "20111126T090507Z")
    let early = UTCInstant(microsecondsSince2000: -1)
    #expect(early.description == "1999-12-31T23:59:59.999999Z")
  }
}
