import Testing

@testable import Documents

struct CalendarTests {
  let start = UTCInstant(microsecondsSince2000: 0)
  let end = UTCInstant(microsecondsSince2000: 8 * 3_600_000_000)

  func event(_ summary: String, uid: String = "shift-1@muster", cancelled: Bool = false) -> CalendarEvent {
    CalendarEvent(uid: uid, sequence: 2, stamp: start, start: start, end: end, summary: summary, isCancelled: cancelled)
  }

  @Test func `a feed is written byte for byte`() {
    let feed = CalendarFeed(name: "Ana's shifts", events: [event("Work – Returns")])
    let lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Muster//Schedule//EN", "CALSCALE:GREGORIAN",
      "X-WR-CALNAME:Ana's shifts", "NAME:Ana's shifts", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
      "X-PUBLISHED-TTL:PT1H", "BEGIN:VEVENT", "UID:shift-1@muster", "DTSTAMP:20000101T000000Z",
      "LAST-MODIFIED:20000101T000000Z", "SEQUENCE:2", "DTSTART:20000101T000000Z", "DTEND:20000101T080000Z",
      "SUMMARY:Work – Returns", "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR",
    ]
    #expect(feed.text == lines.map { $0 + "\r\n" }.joined())
    #expect(CalendarLint.problems(in: Array(feed.text.utf8)).isEmpty)
  }

  @Test func `a cancelled shift stays and says so`() {
    let text = CalendarFeed(name: "A", events: [event("Work", cancelled: true)]).text
    #expect(text.contains("STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"))
  }

  @Test(arguments: [
    ("a,b;c\\d", #"a\,b\;c\\d"#), ("a\nb", #"a\nb"#), ("a\r\nb", #"a\nb"#), ("a\rb", #"a\nb"#), ("a\u{0}\u{1B}b", "ab"),
    ("a\u{2028}b", #"a\nb"#),
  ])
  func `words are escaped`(words: String, escaped: String) {
    #expect(CalendarLines.escaped(words) == escaped)
  }

  @Test(arguments: ["a", "é", "日", "👩🏽‍💻", "e\u{301}"], 60...90)
  func `lines of any length and script fold within 75 octets`(letter: String, count: Int) {
    let words = String(repeating: letter, count: count)
    let feed = CalendarFeed(name: words, events: [event(words)])
    #expect(CalendarLint.problems(in: Array(feed.text.utf8)).isEmpty)
    #expect(feed.text.unfolded.contains("SUMMARY:\(words)\r\n"))
  }

  @Test(arguments: [
    ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "line 1 has a lone line end"),
    ("BEGIN:VCALENDAR\r\n", "BEGIN:VCALENDAR is never closed"),
    ("X:" + String(repeating: "a", count: 74) + "\r\n", "line 1 has 76 octets"),
    ("BEGIN:VEVENT\r\nEND:VEVENT\r\n", "an event lacks UID"),
    ("UID:1\r\nUID:1\r\n", "UID 1 stands twice"),
    ("X:1", "the last line has no CRLF"),
  ])
  func `the lint finds what phones stumble over`(text: String, problem: String) {
    #expect(CalendarLint.problems(in: Array(text.utf8)).contains(problem))
  }

  @Test func `the lint finds a torn character`() {
    #expect(
      CalendarLint.problems(in: Array("X:".utf8) + [0xC3, 13, 10, 32, 0xA9, 13, 10]).contains(
        "line 1 tears a character"))
  }
}

extension String {
  fileprivate var unfolded: String {
    var result = String.UnicodeScalarView()
    let scalars = Array(unicodeScalars)
    var index = 0
    while index < scalars.count {
      if index + 2 < scalars.count, scalars[index] == "\r", scalars[index + 1] == "\n", scalars[index + 2] == " " {
        index += 3
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }
}
