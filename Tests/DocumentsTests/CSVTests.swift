import Testing

@testable import Documents

struct CSVTests {
  let columns = [Column("Agent"), Column("Score", .number(places: 1)), Column("Day", .date)]
  let day = CivilDate(daysSince2000: 4_260)

  @Test func `a table is written with CRLF and one header`() {
    let text = CSV(columns).document([[.text("Ana"), .number(4.25), .date(day)], [.text("Ben"), .empty, .empty]])
    #expect(text == "Agent,Score,Day\r\nAna,4.3,2011-08-31\r\nBen,,\r\n")
  }

  @Test func `the semicolon preset has a byte order mark and decimal commas`() {
    let text = CSV(columns, .semicolon).document([[.text("Zoë; Leeds"), .number(-3.5), .date(day)]])
    #expect(text == "\u{FEFF}Agent;Score;Day\r\n\"Zoë; Leeds\";-3,5;2011-08-31\r\n")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""),
    (" a", "\" a\""), ("a ", "\"a \""), ("007", "007"), ("", ""),
  ])
  func `words are quoted only where needed`(words: String, field: String) {
    #expect(CSV([Column("A")]).line([.text(words)]) == field + "\r\n")
  }

  @Test(arguments: [
    "=HYPERLINK(\"http://x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠x",
    "\u{FEFF}=1", "  =1", "\u{A0}=1", "\u{200B}=1", "'=1", "''+1", "=\u{301}1",
  ])
  func `words that look like a formula get an apostrophe and quotes`(words: String) {
    let line = CSV([Column("A")]).line([.text(words)])
    #expect(Array(line.unicodeScalars.prefix(2)) == ["\"", "'"])
    #expect(FormulaGuard.unguarded(FormulaGuard.guarded(words)) == words)
  }

  @Test(arguments: ["Ana", "'quoted'", "", "'", "a=b", "3-4", " x", "Zoë", "日本"])
  func `harmless words stay as they are`(words: String) {
    #expect(FormulaGuard.guarded(words) == words)
    #expect(FormulaGuard.unguarded(words) == words)
  }

  @Test func `numbers stay numbers`() {
    let line = CSV([Column("A", .integer), Column("B", .number(places: 2)), Column("C", .percentage(places: 1))])
      .line([.integer(-5), .number(-3.5), .number(0.1534)])
    #expect(line == "-5,-3.50,0.153\r\n")
  }

  @Test func `a raw dialect leaves formulas alone`() {
    #expect(CSV([Column("A")], .plain.raw).line([.text("=1+1")]) == "=1+1\r\n")
  }

  @Test func `a header is guarded too`() {
    #expect(CSV([Column("=x")]).header == "\"'=x\"\r\n")
  }

  @Test func `what is not a number is left blank`() {
    #expect(CSV([Column("A", .number(places: 1))]).line([.number(.nan)]) == "\r\n")
  }
}
