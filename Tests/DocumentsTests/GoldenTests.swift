import Foundation
import Testing

@testable import Documents

/// Whole documents, byte for byte, as files that can be opened and looked at.
///
/// `MUSTER_RECORD=1` writes them anew; the change is then seen in review.
struct GoldenTests {
  static let monday = CivilDate(daysSince2000: 4_258)

  static let orders = FanChart(
    title: "Orders", summary: "Four days of August.", unit: "Orders a day",
    history: [.init(monday, 10), .init(monday.adding(days: 1), 20), .init(monday.adding(days: 2), nil)],
    forecast: [
      .init(monday.adding(days: 3), low: 8, middle: 16, high: 24),
      .init(monday.adding(days: 4), low: 9, middle: 18, high: 27),
    ], actual: [.init(monday.adding(days: 3), 21)], events: [.init(monday.adding(days: 3), "Fair & <feast>")])

  static let coverage = HeatMap(
    title: "Coverage", summary: "Two days.", meaning: .gap, days: ["Mon 29 Aug", "Tue 30 Aug"],
    times: ["08:00", "08:30", "09:00"], values: [[-3, 0, 12], [nil, 1, -1]])

  static let staffing = StaffingChart(
    title: "Agents", summary: "Three weeks.", layers: ["on the team", "seasonal"],
    weeks: [
      .init(monday, required: 10, supply: [10, 0]), .init(monday.adding(days: 7), required: 14, supply: [10, 2]),
      .init(monday.adding(days: 14), required: 14, supply: [9.5, 6]),
    ], starts: [.init(monday, agents: 6), .init(monday.adding(days: 7), agents: 2)])

  static let reasons = BarList(
    title: "Reasons", items: [.init("Where is my order", 4, words: "4"), .init("返品", 1, words: "1")])

  static let page = Page(
    title: "Peak season", kind: "Season plan", lead: "Covered.",
    facts: [.init("Peak week", "5 Dec", note: "12,400 orders"), .init("Weeks short", "1", isWarning: true)],
    sections: [
      .init("orders", "Orders") { orders.markup }, .init("agents", "Agents") { staffing.markup },
      .init("coverage", "Peak week") { coverage.markup }, .init("reasons", "Reasons") { reasons.markup },
    ]
  ) { "As of 29 August 2011" }

  static let shifts = CalendarFeed(
    name: "Zoë’s shifts",
    events: (0..<2).map { day in
      let date = monday.adding(days: day)
      return CalendarEvent(
        uid: "shift-\(day)@muster", sequence: day, stamp: UTCInstant(monday), start: UTCInstant(date, hour: 8),
        end: UTCInstant(date, hour: 16), summary: "Work – Returns",
        details: "09:00–17:00 in Europe/London, break 12:30; bring a name badge 日本語日本語日本語", isCancelled: day == 1)
    })

  static let documents: [(file: String, text: String)] = [
    ("fan-chart-wide.svg", orders.drawing(on: .wide).source),
    ("fan-chart-narrow.svg", orders.drawing(on: .narrow).source),
    ("heat-map-wide.svg", coverage.drawing(on: .wide).source),
    ("heat-map-narrow.svg", coverage.drawing(on: .narrow).source),
    ("staffing-wide.svg", staffing.drawing(on: .wide).source),
    ("staffing-narrow.svg", staffing.drawing(on: .narrow).source), ("page.html", page.html),
    ("heat-map-color.txt", coverage.terminal(color: true)), ("heat-map-plain.txt", coverage.terminal(color: false)),
    ("shifts.ics", shifts.text),
  ]

  @Test(arguments: documents)
  func `documents are as they were`(file: String, text: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let place = folder.appending(path: file)
    if ProcessInfo.processInfo.environment["MUSTER_RECORD"] != nil { try Data(text.utf8).write(to: place) }
    let recorded = try Data(contentsOf: place)
    #expect(recorded == Data(text.utf8), "Look at the change; if it is meant, record it: MUSTER_RECORD=1 swift test")
  }

  @Test func `the calendar among them passes the lint`() {
    #expect(CalendarLint.problems(in: Array(Self.shifts.text.utf8)).isEmpty)
  }
}
