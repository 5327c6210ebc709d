import Foundation
import Postgres
import Testing

@testable import Intake

/// Attacks 31 to 52 by every other way in: whatever shape a file has and however it is packed or handed over.
@Suite struct VendorAttackTests {
  /// How records stand in a file.
  enum Shape: String, CaseIterable {
    case lines, array, page

    func text(of records: [String]) -> String {
      switch self {
      case .lines: records.joined(separator: "\n")
      case .array: "[\(records.joined(separator: ","))]"
      case .page: "{\"tickets\":[\(records.joined(separator: ",\n"))],\"count\":\(records.count)}"
      }
    }
  }

  /// How a file is handed over, as a command of the shell; a pipe can be read but once, as standard input.
  enum Way: String, CaseIterable {
    case plain = "cp $1 $2"
    case gzip = "gzip -c $1 > $2"
    case zip = "zip -q - - < $1 > $2"
    case pipe = "mkfifo $2"

    /// The path to read; `nil` where the packer is not here.
    func hand(_ path: String) throws -> String? {
      let handed = path + "." + String(describing: self)
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c", "command -v \(rawValue.prefix { $0 != " " }) >/dev/null || exit 9; \(rawValue)", "sh", path, handed,
      ]
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus != 9 else { return nil }
      try #require(process.terminationStatus == 0)
      guard self == .pipe else { return handed }
      let bytes = try Data(contentsOf: URL(filePath: path))
      Thread.detachNewThread { FileHandle(forWritingAtPath: handed)?.write(bytes) }
      return handed
    }
  }

  @Test(arguments: Shape.allCases, Way.allCases)
  func `each hostile record is refused by itself, or is no more than text`(shape: Shape, way: Way) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let records = HostileRecords.all
      var bytes = Data(shape.text(of: records.map(\.text) + [HostileRecords.ticket("30", "Where", "\u{1}")]).utf8)
      if let place = bytes.lastIndex(of: 1) { bytes[place] = 0xFF }
      let path = desk.folder + "/records"
      try bytes.write(to: URL(filePath: path))
      guard let handed = try way.hand(path) else { return }
      var request = desk.vendorRequest(handed, .zendesk)
      request.maxRejects = .max
      let report = try await desk.run(request)
      let codes = Dictionary(report.refusals.map { ($0.number, $0.refusal.code) }) { first, _ in first }
      for (index, record) in records.enumerated() {
        #expect(codes[index + 1] == record.code, "\(record.text.prefix(300))")
      }
      #expect(codes[records.count + 1] == .badUTF8)
      #expect(report.records == records.count + 1)
      #expect(report.added == records.count { $0.code == nil })
      #expect(try await desk.lines("SELECT DISTINCT reason FROM workload.contact").contains("Jos\u{E9}"))
    }
  }

  @Test(arguments: Way.allCases)
  func `each hostile cell of a sheet is refused by itself, or is no more than text`(way: Way) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let columns = [
        "Id", "Requester id", "Group", "Status", "Via", "Created at", "Updated at", "Ticket type", "Replies",
      ]
      let rows = HostileRecords.cells.enumerated().map { index, cell in
        let usual = [
          "\(index)", "5", "", "Open", "Email", "2025-11-28T09:00:00Z", "2025-11-28T09:05:00Z", "late", "0",
        ]
        return zip(columns, usual).map { column, value in
          "\"\((column == cell.column ? cell.value : value).replacing("\"", with: "\"\""))\""
        }.joined(separator: ",")
      }
      let path = try desk.file("sheet", ([columns.joined(separator: ",")] + rows).joined(separator: "\r\n"))
      guard let handed = try way.hand(path) else { return }
      var request = desk.vendorRequest(handed, .zendesk)
      request.maxRejects = .max
      let report = try await desk.run(request)
      let codes = Dictionary(report.refusals.map { ($0.number, $0.refusal.code) }) { first, _ in first }
      for (index, cell) in HostileRecords.cells.enumerated() {
        #expect(codes[index + 1] == cell.code, "\(cell.column) \(cell.value.prefix(60))")
      }
      #expect(report.added == HostileRecords.cells.count { $0.code == nil })
      let kept = try await desk.intake.refused(by: try #require(report.run))
      #expect(kept.allSatisfy { !$0.excerpt.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } })
    }
  }

  @Test(arguments: [
    ("", "empty"), ("\u{FEFF}", "empty"), ("Id\0,Group\n", "NUL"),
    ("Id,Requester id,Group,Status,Via,Created at,Updated at,Id\n", "twice"),
    ("name\"); DROP TABLE app.person;--\n", "quote"),
    ("name'); DROP TABLE app.person;--\n", "column"),
  ])
  func `a sheet that is none is refused whole`(text: String, words: String) async throws {
    try await withDesk { desk in
      let error = await #expect(throws: IntakeError.self) { try await desk.run(text, of: .zendesk, name: "sheet.csv") }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
      let facts = try await desk.facts()
      #expect(facts.isEmpty)
    }
  }
}
