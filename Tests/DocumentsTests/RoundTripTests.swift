import Foundation
import Testing

@testable import Documents

/// What is written can be read again, whatever the words are.
struct RoundTripTests {
  /// Pieces that have hurt someone before.
  static let pieces = [
    "=", "+", "-", "@", "'", "\"", ",", ";", "\t", "\r", "\n", "\r\n", " ", "\u{FEFF}", "\u{200B}", "\u{0}",
    "\u{1B}[31m",
    "＝", "é", "e\u{301}", "日本", "שלום", "\u{202E}", "👩🏽‍💻", "\\", "&", "<b>", "</script>", "007", "1e5", "NULL",
    "\u{2028}", "Ana",
  ]

  /// Texts of up to six pieces, the same for a seed.
  static func texts(seed: UInt64, count: Int) -> [String] {
    var generator = Draws(state: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        pieces[Int.random(in: pieces.indices, using: &generator)]
      }.joined()
    }
  }

  @Test(arguments: [CSV.Dialect.plain, .spreadsheet, .semicolon], 1...5 as ClosedRange<UInt64>)
  func `a CSV file says what was written`(dialect: CSV.Dialect, seed: UInt64) {
    let rows = stride(from: 0, to: 300, by: 3).map { Array(Self.texts(seed: seed, count: 300)[$0..<$0 + 3]) }
    let csv = CSV([Column("A"), Column("B"), Column("C")], dialect)
    let read = Self.parse(csv.document(rows.map { $0.map(Cell.text) }), dialect)
    #expect(read.dropFirst().map { $0.map(FormulaGuard.unguarded) } == rows)
    #expect(read.dropFirst().joined().allSatisfy { !FormulaGuard.isDangerous($0) || $0.hasPrefix("'") })
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `JSON says what was written`(seed: UInt64) throws {
    let texts = Self.texts(seed: seed, count: 300)
    for text in [try JSONDocument.line(texts), try JSONDocument.pretty(texts)] {
      #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == texts)
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }
    #expect(try JSONDocument.line(texts).unicodeScalars.count { $0 == "\n" } == 1)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `a calendar of any words passes the lint`(seed: UInt64) {
    let events = Self.texts(seed: seed, count: 60).enumerated().map { index, text in
      CalendarEvent(
        uid: "\(index)@muster", stamp: UTCInstant(microsecondsSince2000: 0),
        start: UTCInstant(microsecondsSince2000: 0),
        end: UTCInstant(microsecondsSince2000: 1_000_000), summary: text, details: text, place: text)
    }
    let text = CalendarFeed(name: events[0].summary, events: events).text
    #expect(CalendarLint.problems(in: Array(text.utf8)).isEmpty)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `no name becomes markup or steers a terminal`(seed: UInt64) {
    let names = Self.texts(seed: seed, count: 40)
    let map = HeatMap(
      title: names[0], summary: names[1], meaning: .gap, days: names, times: ["08:00"], values: names.map { _ in [1] })
    let list = BarList(title: names[2], items: names.map { BarList.Item($0, 1, words: $0) })
    for source in [map.markup.source, list.markup.source] {
      #expect(!source.contains("<b>") && !source.contains("<script") && !source.contains("</script"))
      #expect(source.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
    }
    for picture in [map.terminal(color: false), TerminalPicture.bars(list.items)] {
      #expect(picture.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" || $0 == "\n" })
      #expect(picture.split(separator: "\n").count >= names.count)
    }
  }

  /// A reader of RFC 4180, as strict as can be.
  private static func parse(_ text: String, _ dialect: CSV.Dialect) -> [[String]] {
    var scalars = Array(text.unicodeScalars)
    if dialect.hasByteOrderMark { #expect(scalars.removeFirst() == "\u{FEFF}") }
    var (rows, row, field, index) = ([[String]](), [String](), String.UnicodeScalarView(), 0)
    while index < scalars.count {
      if scalars[index] == "\"", field.isEmpty {
        index += 1
        while scalars[index] != "\"" || (index + 1 < scalars.count && scalars[index + 1] == "\"") {
          index += scalars[index] == "\"" ? 1 : 0
          field.append(scalars[index])
          index += 1
        }
        index += 1
      } else if String(scalars[index]) == String(dialect.delimiter) {
        row.append(String(field))
        field = String.UnicodeScalarView()
        index += 1
      } else if scalars[index] == "\r" {
        rows.append(row + [String(field)])
        (row, field) = ([], String.UnicodeScalarView())
        index += 2
      } else {
        field.append(scalars[index])
        index += 1
      }
    }
    return rows
  }
}

/// A generator with a seed, so that a failure can be seen again.
private struct Draws: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}
