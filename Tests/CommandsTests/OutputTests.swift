import Documents
import Foundation
import Testing

@testable import Commands

/// What the formats promise, cell by cell.
@Suite struct OutputTests {
  @Test(arguments: [
    // text, cells on a terminal
    ("Ana", 3), ("日本", 4), ("e\u{301}", 1), ("👩‍💻", 2), ("❤️", 2), ("ﾊﾝ", 2), ("", 0), ("Ａ", 2),
  ])
  func `text takes the room that a terminal gives it`(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test(arguments: [
    ("\u{1B}]0;pwn\u{7}", "\\e]0;pwn\\u{7}"), ("two\nlines", "two\\nlines"), ("abc\u{202E}cba", "abc\\u{202E}cba"),
    ("Zoë", "Zoë"), ("\u{9B}31m", "\\u{9B}31m"),
  ])
  func `a name cannot steer the terminal`(name: String, shown: String) {
    #expect(name.escapedForTerminal == shown)
  }

  @Test func `a table lines up by display width and puts numbers to the right`() {
    let table = Table(
      headings: ["name", "hours"],
      rows: [[.text("日本"), .whole(8)], [.text("Ana"), .whole(40)], [.text("Ben"), .missing]], terminal: .pipe)
    #expect(
      table.rendered() == """
        name  hours
        日本      8
        Ana      40
        Ben       –

        """)
  }

  @Test func `a terminal cuts the widest column, a pipe never cuts`() {
    let rows: [[Field]] = [[.text("Returns"), .text(String(repeating: "long ", count: 20))]]
    let narrow = Terminal(isTerminal: true, hasColor: false, columns: 40, rows: 24)
    let cut = Table(headings: ["team", "note"], rows: rows, terminal: narrow).rendered()
    #expect(cut.split(separator: "\n").allSatisfy { String($0).displayWidth <= 40 } && cut.contains("…"))
    #expect(!Table(headings: ["team", "note"], rows: rows, terminal: .pipe).rendered().contains("…"))
  }

  @Test func `a tab in a name does not shift a column`() {
    #expect(Delimited.tsv([.text("a\tb\\"), .missing, .whole(3)]) == "a\\tb\\\\\t\t3\n")
  }

  @Test(arguments: [
    ("plain", "plain"), ("say \"hi\", Ana", "\"say \"\"hi\"\", Ana\""), ("two\r\nlines", "\"two\r\nlines\""),
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("\u{FEFF} =1", "'\u{FEFF} =1"), ("＝1", "'＝1"), ("\t=1", "'\t=1"),
    ("-2+3", "'-2+3"), ("@SUM", "'@SUM"), ("a=b", "a=b"),
  ])
  func `a CSV cell is quoted, and no spreadsheet runs it`(text: String, cell: String) {
    #expect(Delimited.csv([.text(text)]) == cell + "\r\n")
    #expect(Delimited.csv([.whole(-5)]) == "-5\r\n")
  }

  @Test(arguments: [
    (Field.missing, "null"), (.whole(9_007_199_254_740_993), "\"9007199254740993\""), (.whole(-7), "-7"),
    (.number(0.125, decimals: 2), "0.13"), (.number(.nan, decimals: 2), "null"), (.exact("12.50"), "12.50"),
    (.exact("NaN"), "\"NaN\""), (.flag(true), "true"), (.list([.whole(1), .text("a")]), "[1,\"a\"]"),
    (.text("\u{0}\u{2028}\"\\\n"), "\"\\u0000\\u2028\\\"\\\\\\n\""),
  ])
  func `each value has one spelling in JSON`(field: Field, json: String) {
    #expect(JSON.value(field) == json)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.001, 2, "0.00"), (1.005, 1, "1.0"), (-1.25, 1, "-1.3"), (99.999, 2, "100.00"), (7, 0, "7"),
    (0.05, 2, "0.05"), (1e18, 2, "1e+18"),
  ])
  func `a number is written with its decimals`(number: Double, decimals: Int, text: String) {
    #expect(number.written(decimals: decimals) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (3412, "3 412"), (-1_234_567, "-1 234 567")])
  func `digits stand in groups`(number: Int, text: String) {
    #expect(number.grouped == text)
  }

  @Test func `a column that is not there is named with its neighbour`() {
    #expect(throws: Failure.self) { try Setting.columns(named: "nmae", all: false) }
    let refusal = #expect(throws: Failure.self) { try Setting.columns(named: "nmae", all: false) }
    #expect(refusal?.message == "A setting has no column 'nmae'. Did you mean 'name'?")
    #expect(refusal?.exit == .usage)
  }

  @Test func `missing values sort last`() {
    let fields: [Field] = [.missing, .whole(10), .whole(9)]
    #expect(fields.sorted(by: Field.isOrdered) == [.whole(9), .whole(10), .missing])
  }

  @Test func `color is decided for each stream`() {
    let forced = Terminal(descriptor: -1, environment: Environment(values: ["FORCE_COLOR": "1"]))
    #expect(forced.hasColor && !forced.isTerminal)
    let refused = Environment(values: ["FORCE_COLOR": "1", "NO_COLOR": "1"])
    #expect(!Terminal(descriptor: -1, environment: refused).hasColor)
    let empty = Environment(values: ["FORCE_COLOR": "1", "NO_COLOR": ""])
    #expect(Terminal(descriptor: -1, environment: empty).hasColor)
  }

  @Test func `the schema of the JSON is JSON, and names the very fields that are printed`() throws {
    let schema = try #require(JSONSerialization.jsonObject(with: Data(JSONSchema.text.utf8)) as? [String: Any])
    let parts = try #require(schema["$defs"] as? [String: [String: Any]])
    #expect(parts["change"]?["required"] as? [String] == Change.columns.map(\.name))
    let wrapped = try #require(parts["failure"]?["properties"] as? [String: [String: Any]])
    let failure =
      try JSONSerialization.jsonObject(with: Data(Failure.usage("no").json.utf8)) as? [String: [String: Any]]
    let printed = try #require(failure?["error"]).keys.sorted()
    #expect((wrapped["error"]?["required"] as? [String])?.sorted() == printed)
    #expect((wrapped["error"]?["properties"] as? [String: Any])?.keys.sorted() == printed)
  }
}
