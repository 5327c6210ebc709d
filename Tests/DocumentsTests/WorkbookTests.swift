import Foundation
import Testing

@testable import Documents

struct WorkbookTests {
  static let moment = UTCInstant(microsecondsSince2000: 0)

  let columns = [
    Column("Agent"), Column("Contacts", .integer), Column("Score", .number(places: 2)),
    Column("First contact resolved", .percentage(places: 1)), Column("Since", .date), Column("Measured", .instant),
    Column("Signed", .flag),
  ]

  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "book.xlsx").path)
  }

  @Test func `a workbook is a zip file that is whole when writing returns`() throws {
    try withPath { path in
      try Workbook.write(to: path, title: "Scorecards", created: Self.moment) { book in
        try book.sheet(
          "Scorecards", columns,
          rows: (0..<1_000).map { index in
            [
              .text("=Agent \(index)"), .integer(index), .number(4.5), .number(0.153),
              .date(CivilDate(daysSince2000: 4_260)),
              .instant(UTCInstant(microsecondsSince2000: 0)), .flag(true),
            ]
          })
        try book.sheet(
          "Definitions", [Column("Metric"), Column("Formula", width: 60)], rows: [[.text("AHT"), .empty]])
      }
      let bytes = try Data(contentsOf: URL(filePath: path))
      #expect(bytes.prefix(4) == Data([0x50, 0x4B, 3, 4]))
      #expect(bytes.count > 10_000)
    }
  }

  @Test func `a path that cannot be written is refused`() {
    #expect(throws: WorkbookError.unwritable(path: "/nonexistent/a.xlsx")) {
      try Workbook.write(to: "/nonexistent/a.xlsx", title: "T", created: Self.moment) { book in
        try book.sheet("A", [Column("A")], rows: [[.text("x")]])
      }
    }
  }

  @Test(arguments: ["", "a[b", "a/b", String(repeating: "x", count: 32), "'quoted'"])
  func `a bad sheet name is refused`(name: String) throws {
    try withPath { path in
      #expect(throws: WorkbookError.badSheetName(name)) {
        try Workbook.write(to: path, title: "T", created: Self.moment) { book in
          try book.sheet(name, [Column("A")], rows: [])
        }
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `a sheet name stands once`() throws {
    try withPath { path in
      #expect(throws: WorkbookError.badSheetName("team")) {
        try Workbook.write(to: path, title: "T", created: Self.moment) { book in
          try book.sheet("Team", [Column("A")], rows: [])
          try book.sheet("team", [Column("A")], rows: [])
        }
      }
    }
  }

  @Test(arguments: ["a\0b", String(repeating: "x", count: 32_768)])
  func `a text that a workbook cannot hold is refused, never cut`(words: String) throws {
    try withPath { path in
      #expect(throws: WorkbookError.badText(sheet: "A", row: 3, column: "Note")) {
        try Workbook.write(to: path, title: "T", created: Self.moment) { book in
          try book.sheet("A", [Column("Note")], rows: [[.text("fine")], [.text(words)]])
        }
      }
    }
  }

  @Test func `the same content gives the same bytes`() throws {
    try withPath { path in
      let copies = try (0..<2).map { _ in
        try Workbook.write(to: path, title: "Scorecards", created: Self.moment) { book in
          try book.sheet(
            "A", [Column("Agent"), Column("Since", .date)], rows: [[.text("Zoë"), .date(Self.moment.date)]])
        }
        return try Data(contentsOf: URL(filePath: path))
      }
      #expect(copies[0] == copies[1])
    }
  }
}
