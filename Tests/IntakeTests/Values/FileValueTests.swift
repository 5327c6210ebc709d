import Postgres
import Testing
import Workload

@testable import Intake

/// Attacks 42, 43, 50 and 51: one spelling is read, all others are refused and none is guessed.
@Suite struct FileValueTests {
  // MARK: - Numbers

  @Test(arguments: [("0", 0), ("42", 42), ("-7", -7), ("007", 7), ("9223372036854775807", Int.max)])
  func `whole numbers are digits`(text: String, number: Int) throws {
    #expect(try value(text).integer(Int.min...Int.max) == number)
  }

  @Test(arguments: [
    "9223372036854775808", "1e400", "nan", "inf", "0x10", "１２", "٣", "+1", " 1", "1 ", "1,000", "1.0", "-", "--1",
    "1_000",
    "Ⅳ", "½", "1\u{200B}",
  ])
  func `nothing else is a whole number`(text: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.integer(0...Int.max) } != nil)
  }

  @Test func `a number out of its range is told the range`() throws {
    let value = try value("101")
    let refused = refusal { () throws(RefusedRow) in try value.integer(0...100) }
    #expect(refused?.description == "2:1: v: 101 is out of range: write 0 to 100")
  }

  private func money(_ amount: String, _ currency: String) throws -> Money? {
    let row = try row("v,w\n\"\(amount)\",\(currency)\n")
    return try? row.required("v").money(row.required("w"))
  }

  @Test(arguments: [
    ("19.99", "GBP", 1999), ("19.9", "GBP", 1990), ("19", "GBP", 1900), ("-0.01", "EUR", -1), ("500", "JPY", 500),
    ("1.234", "KWD", 1234), ("0.1", "USD", 10), ("12.5000", "EUR", 1250),
    ("500.00", "JPY", 500), ("-0.0100", "EUR", -1), ("9999999999999999.99", "USD", 999_999_999_999_999_999),
  ])
  func `money is exact to the currency's smallest unit`(text: String, currency: String, minor: Int64) throws {
    #expect(try money(text, currency) == Money(minor: minor, currency: currency))
  }

  @Test(arguments: [
    ("1.234,56", "EUR"), ("1,234.56", "GBP"), ("19.999", "GBP"), ("500.5", "JPY"), (".5", "GBP"), ("5.", "GBP"),
    ("£5", "GBP"), ("5", "XXX"), ("5", "gbp"), ("5", "£"), ("1e3", "GBP"), ("nan", "GBP"), ("１９", "GBP"),
    ("99999999999999999.99", "USD"), ("--5", "GBP"), ("5.0.0", "GBP"), ("12.5001", "EUR"), ("5.00 ", "JPY"),
  ])
  func `money that would have to be guessed or rounded is refused`(text: String, currency: String) throws {
    #expect(try money(text, currency) == nil)
  }

  @Test(arguments: [("37", 2220), ("37.5", 2250), ("0.25", 15), ("40.00", 2400), ("0", 0)])
  func `hours are whole minutes`(text: String, minutes: Int) throws {
    #expect(try value(text).hours(upTo: 168) == minutes)
  }

  @Test(arguments: ["37,5", "37.33", "-1", "169", "99999", "1e1", ".5", "37:30", "0x10", "nan", "３７"])
  func `other hours are refused`(text: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.hours(upTo: 168) } != nil)
  }

  @Test(arguments: [("Ana@Lantern.example", "ana@lantern.example")])
  func `an address is kept small`(text: String, email: String) throws {
    #expect(try value(text).email() == email)
  }

  @Test(arguments: [
    "ana", "@x", "ana@", "a@b@c", "ana @x.example", "аna@x.example", "ana@x.example\u{A0}", "josé@x.example",
  ])
  func `another address is refused, homoglyphs and all`(text: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.email() } != nil)
  }

  // MARK: - Time

  @Test func `a date is year, month and day`() throws {
    #expect(try value("2011-08-31").date() == LocalDate("2011-08-31"))
    #expect(try value("2024-02-29").date() == LocalDate("2024-02-29"))
  }

  @Test(arguments: [
    "now", "today", "tomorrow", "infinity", "-infinity", "epoch", "allballs", "2011-02-30", "2023-02-29", "2011-13-01",
    "01/02/2026", "12/31/26", "31.08.2011", "20110831", "2011-8-31", "294277-01-01", "0044-03-15 BC", "1989-12-31",
    "2100-01-01", "2011-W35-3", "２０１１-08-31", "2011-08-31 ", "2011-08-31T00:00:00Z",
  ])
  func `nothing else is a date`(text: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.date() } != nil)
  }

  @Test(arguments: [
    ("2011-08-31T09:00:00Z", "2011-08-31T09:00:00Z"), ("2011-08-31T10:00:00+01:00", "2011-08-31T09:00:00Z"),
    ("2011-08-31 10:00+01:00", "2011-08-31T09:00:00Z"), ("2011-08-31T14:45:00.5+05:45", "2011-08-31T09:00:00.5Z"),
    ("2011-08-30T23:00:00-10:00", "2011-08-31T09:00:00Z"),
  ])
  func `an instant has an offset`(text: String, instant: String) throws {
    #expect(try value(text).instant() == Instant(instant))
  }

  @Test(arguments: [
    "2011-08-31T09:00:00", "2011-08-31", "2011-08-31T09:00:00 BST", "2011-08-31T09:00:00 Europe/London", "now",
    "infinity", "2011-02-30T09:00:00Z", "2011-08-31T25:00:00Z", "2011-08-31T09:60:00Z", "2015-08-28T010:08:16Z",
    "1314781200", "2011-08-31T09:00:00z", "2011-08-31T09:00:00+1", "2011-08-31T09:00:00+01", "9999-01-01T00:00:00Z",
    "31 Aug 2011 09:00 +01:00", "2011-08-31T09:00:00+99:00",
  ])
  func `nothing else is an instant`(text: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.instant() } != nil)
  }

  @Test(arguments: [("00:00", 0), ("09:00", 540), ("23:00", 1380)] as [(String, Int16)])
  func `an hour is its first minute`(text: String, minute: Int16) throws {
    #expect(try value(text).hour() == minute)
  }

  @Test(arguments: [("00:00", 0), ("09:30", 570), ("23:59", 1439)] as [(String, Int16)])
  func `a time of day is its minute`(text: String, minute: Int16) throws {
    #expect(try value(text).minute() == minute)
  }

  @Test(arguments: [
    "9:30", "24:00", "23:60", "09:30:00", "0930", "-9:30", "９:30", "09.30", "noon", ":", "09:", "+9:30",
  ])
  func `nothing else is a time of day`(text: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.minute() } != nil)
  }

  @Test(arguments: ["9:00", "24:00", "09:30", "9", "09:00:00", "-1:00", "+9:00"])
  func `nothing else is a full hour`(text: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.hour() } != nil)
  }

  // MARK: - Text

  @Test(arguments: [
    ("José", "José"), ("Jose\u{301}", "José"), ("  Ana  ", "Ana"), ("日本", "日本"), ("O'Neill \"Ann\"", "O'Neill \"Ann\""),
    ("👩‍💻", "👩‍💻"), ("می‌خواهم", "می‌خواهم"),
  ])
  func `text is composed, and the blanks around it are no part of it`(text: String, read: String) throws {
    let line = try value(text).line(upTo: 40)
    #expect(Array(line.utf8) == Array(read.utf8))
  }

  @Test(arguments: [
    ("Ana\u{202E}anA", "holds the hidden character U+202E"), ("Ana\u{200B}", "holds the hidden character U+200B"),
    ("\u{1B}]0;pwn\u{7}", "holds the hidden character U+1B"), ("a\nINFO hired", "holds the hidden character U+A"),
    ("a\u{2066}b", "holds the hidden character U+2066"), ("a\u{85}b", "holds the hidden character U+85"),
    ("Ana\u{A0}", "begins or ends with a space that does not look like one"),
    ("\u{FEFF}=1", "holds the hidden character U+FEFF"), ("   ", "blank"), ("12345678901", "11 characters"),
  ])
  func `text that hides something is refused`(text: String, problem: String) throws {
    let value = try value(text)
    #expect(refusal { () throws(RefusedRow) in try value.line(upTo: 10) }?.problem == problem)
  }

  @Test(arguments: ["Returns", "1st", "a b", "", "é", "-x", "a\u{301}", String(repeating: "a", count: 41)])
  func `a code is plain letters`(text: String) throws {
    let value = FileValue(text: text, column: "queue", place: 0, record: try value("x").record)
    #expect(refusal { () throws(RefusedRow) in try value.code() } != nil)
  }

  @Test func `a word out of a list is told the list`() throws {
    let value = try value("great")
    let refused = refusal { () throws(RefusedRow) in try value.one(of: ["good": 1, "bad": -1]) }
    #expect(refused?.description == "2:1: v: “great” is not one of the known words: write good or bad")
  }
}
