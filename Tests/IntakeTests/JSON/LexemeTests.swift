import Postgres
import Testing

@testable import Intake

@Suite struct LexemeTests {
  @Test(arguments: [
    ("2019-06-03T02:23:47Z", "2019-06-03T02:23:47Z"), ("2014-12-31T12:27:09+10:00", "2014-12-31T02:27:09Z"),
    ("2008-01-10T11:00:00-05:00", "2008-01-10T16:00:00Z"), ("2026-04-10 11:11:26 +0530", "2026-04-10T05:41:26Z"),
    ("2020-02-29T23:59:59.999999Z", "2020-02-29T23:59:59.999999Z"), ("2020-02-29T10:00Z", "2020-02-29T10:00:00Z"),
    ("2012-05-10 09:00:00 UTC", "2012-05-10T09:00:00Z"),
    ("2017-03-21T20:07:11.123456789Z", "2017-03-21T20:07:11.123456Z"),
  ])
  func `an instant is read to the microsecond`(text: String, instant: String) {
    #expect(Lexeme.time(text.utf8) == Instant(instant).map(Lexeme.Time.at))
  }

  @Test func `a time without an offset is only what a clock showed`() {
    #expect(Lexeme.time("2017-03-21 20:07:11".utf8) == LocalDateTime("2017-03-21 20:07:11").map(Lexeme.Time.onTheClock))
  }

  @Test(arguments: [
    "2015-08-28T010:08:16Z", "2015-02-30T10:00:00Z", "now", "infinity", "epoch", "294277-01-01T00:00:00Z",
    "1989-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "2015-08-28", "2015-08-28T24:00:00Z", "2015-08-28T10:60:00Z",
    "2015-08-28T10:00:60Z", "2015-8-28T10:00:00Z", "2015-08-28T10:00:00+16:00", "2015-08-28T10:00:00Zx", "",
    "2015-08-28T10:00:00.Z", "２０15-08-28T10:00:00Z", "2015-08-28T10:00:00 EST", "2015-08-28 10:00:00UTC",
    "2015-08-28 10:00:00 UT", "2015-08-28 10:00:00 UTC+1", "12/31/2026 10:00",
  ])
  func `what is no time is none`(text: String) {
    #expect(Lexeme.time(text.utf8) == nil)
  }

  @Test(
    arguments: [
      ("396.87", "USD", 39687), ("396.8700", "USD", 39687), ("0.1", "EUR", 10), ("-9.00", "GBP", -900),
      ("150", "JPY", 150),
      ("1.234", "KWD", 1234), ("9007199254740993.01", "USD", 900_719_925_474_099_301), ("0", "USD", 0),
    ] as [(String, String, Int64)])
  func `an amount is exact`(text: String, currency: String, minor: Int64) {
    #expect(Lexeme.minor(text.utf8, currency) == minor)
  }

  @Test(arguments: [
    ("1.234,56", "EUR"), ("1,234.56", "USD"), ("1e2", "USD"), ("nan", "USD"), ("0x10", "USD"), ("1.005", "USD"),
    ("1.5", "JPY"), ("", "USD"), (".5", "USD"), ("5.", "USD"), ("１２", "USD"), ("12345678901234567890", "USD"),
    ("--1", "USD"), ("+1", "USD"), ("$1", "USD"),
  ])
  func `what is no exact amount is none`(text: String, currency: String) {
    #expect(Lexeme.minor(text.utf8, currency) == nil)
  }

  @Test(
    arguments: [("12", 12), ("12.0000", 12), ("-3", -3), ("999999999999999999", 999_999_999_999_999_999)]
      as [(String, Int64)])
  func `a whole number may be written with empty decimals`(text: String, number: Int64) {
    #expect(Lexeme.whole(text.utf8) == number)
  }

  @Test(arguments: ["12.5", "1e3", "", "-", "9223372036854775808", "٣"])
  func `what is no whole number is none`(text: String) {
    #expect(Lexeme.whole(text.utf8) == nil)
  }

  @Test(arguments: [
    ("Magadan", "Asia/Magadan"), ("New Caledonia", "Pacific/Noumea"),
    ("Pacific Time (US & Canada)", "America/Los_Angeles"), ("Chennai", "Asia/Kolkata"),
    ("Europe/Dublin", "Europe/Dublin"),
  ])
  func `a zone may be named as Rails names it`(name: String, iana: String) {
    #expect(RailsZone.iana(name) == iana)
  }

  @Test func `an excerpt hides addresses and long numbers`() {
    let masked = Excerpt.masked(Array(#"{"email":"ana.b+x@example.com","phone":"+15551234567","id":12}"#.utf8))
    #expect(masked == #"{"email":"***@***","phone":"+1***","id":12}"#)
    let told = "28.11.2025 09:00, 2025-11-28 09:00, 2025-11-28-99, 030.11.2025"
    #expect(Excerpt.masked(Array(told.utf8)) == "28.11.2025 09:00, 2025-11-28 09:00, 20***, 03***")
  }
}
