import Documents
import Foundation
import Testing

/// What other people's parsers make of a feed: icalendar and vobject read back what was written.
@Suite(
  .enabled(if: ForeignParsers.areHere, "apt-get install python3-icalendar python3-vobject, to have feeds read back"))
struct CalendarParserTests {
  @Test func `two parsers read back every event, its words and its instants`() throws {
    let start = UTCInstant(microsecondsSince2000: 846_000_000 * 1_000_000)
    let events = [
      ("shift-1@muster", "Work, 08:00–16:00; Leeds\\South", false),
      ("shift-2@muster", String(repeating: "日本", count: 60), true),
      ("shift-3@muster", "two\nlines", false),
    ].map { uid, summary, cancelled in
      CalendarEvent(
        uid: uid, sequence: 7, stamp: start, start: start,
        end: UTCInstant(microsecondsSince2000: start.microsecondsSince2000 + 8 * 3_600_000_000), summary: summary,
        isCancelled: cancelled)
    }
    let feed = CalendarFeed(name: "Ana's shifts", events: events)
    #expect(CalendarLint.problems(in: Array(feed.text.utf8)).isEmpty)
    for parser in ForeignParsers.allCases {
      let read = try parser.read(feed.text)
      #expect(read.map(\.uid) == events.map(\.uid), "\(parser)")
      #expect(read.map(\.summary) == events.map(\.summary), "\(parser)")
      #expect(read.map(\.status) == ["CONFIRMED", "CANCELLED", "CONFIRMED"], "\(parser)")
      #expect(read.allSatisfy { $0.seconds == 8 * 3_600 && $0.sequence == 7 }, "\(parser)")
    }
  }
}

/// The parsers of Debian's Python.
enum ForeignParsers: String, CaseIterable {
  case icalendar, vobject

  struct Event: Decodable {
    let uid: String
    let summary: String
    let status: String
    let sequence: Int
    let seconds: Int
  }

  static var areHere: Bool {
    (try? run("import icalendar, vobject; print('[]')", "")) != nil
  }

  func read(_ text: String) throws -> [Event] {
    let loop =
      switch self {
      case .icalendar:
        """
        for e in icalendar.Calendar.from_ical(text).walk('VEVENT'):
            events.append(dict(uid=str(e['UID']), summary=str(e['SUMMARY']), status=str(e['STATUS']), sequence=int(e['SEQUENCE']),
                               seconds=int((e['DTEND'].dt - e['DTSTART'].dt).total_seconds())))
        """
      case .vobject:
        """
        for e in vobject.readOne(text).vevent_list:
            events.append(dict(uid=e.uid.value, summary=e.summary.value, status=e.status.value, sequence=int(e.sequence.value),
                               seconds=int((e.dtend.value - e.dtstart.value).total_seconds())))
        """
      }
    let script = """
      import json, sys, \(rawValue)
      text = sys.stdin.buffer.read().decode('utf-8')
      events = []
      \(loop)
      print(json.dumps(events))
      """
    return try JSONDecoder().decode([Event].self, from: Self.run(script, text))
  }

  /// Runs a script on a text and gives what it prints.
  private static func run(_ script: String, _ text: String) throws -> Data {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/python3")
    python.arguments = ["-c", script]
    let (input, output) = (Pipe(), Pipe())
    python.standardInput = input
    python.standardOutput = output
    python.standardError = FileHandle.nullDevice
    try python.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    guard python.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return printed
  }
}
