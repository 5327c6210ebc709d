import Testing

@testable import Documents

struct FigureTests {
  let monday = CivilDate(daysSince2000: 4_258)

  @Test(arguments: [
    (97.0, 5, [0.0, 20, 40, 60, 80, 100]), (1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0, 5, [0, 1]), (.nan, 5, [0, 1]),
    (1_203, 4, [0, 500, 1_000, 1_500]),
  ])
  func `ticks are round and reach the top`(top: Double, count: Int, ticks: [Double]) {
    let drawn = Ticks.upTo(top, about: count)
    #expect(drawn.count == ticks.count)
    for (one, other) in zip(drawn, ticks) { #expect((one - other).magnitude < 1e-12) }
  }

  @Test func `an axis of a season has Mondays, one of two years has months`() {
    #expect(Ticks.days(monday, monday.adding(days: 40), atMost: 14).map(\.label).first == "29 Aug")
    let months = Ticks.days(CivilDate(daysSince2000: 3_652), CivilDate(daysSince2000: 4_382), atMost: 14)
    #expect(
      months.map(\.label) == ["2010", "Mar", "May", "Jul", "Sep", "Nov", "2011", "Mar", "May", "Jul", "Sep", "Nov"])
  }

  @Test func `a line breaks where a day is unknown`() {
    let points = [1, 2, nil, 4, 5].enumerated().map { FanChart.Point(monday.adding(days: $0.offset), $0.element) }
    let chart = FanChart(title: "T", summary: "S", unit: "Orders a day", history: points, forecast: [])
    let line = chart.drawing(on: .wide).source.split(separator: "class=\"history\" d=\"")[1].prefix { $0 != "\"" }
    #expect(line.count { $0 == "M" } == 2)
    #expect(line.count { $0 == "L" } == 2)
  }

  @Test func `an empty chart draws nothing and does not stop`() {
    let chart = FanChart(title: "T", summary: "S", unit: "U", history: [], forecast: [])
    #expect(chart.drawing(on: .wide) == .empty)
    #expect(StaffingChart(title: "T", summary: "S", layers: [], weeks: [], starts: []).drawing(on: .narrow) == .empty)
    let map = HeatMap(title: "T", summary: "S", meaning: .gap, days: [], times: [], values: [])
    #expect(map.drawing(on: .wide).source.contains("<svg"))
    #expect(map.terminal(color: false).isEmpty == false)
  }

  @Test func `a cell says the same by sign, by word and by color`() {
    #expect(HeatMark(-3, .gap, top: 4).symbol == "▼3")
    #expect(HeatMark(-3, .gap, top: 4).style == "short-3")
    #expect(HeatMark(2, .gap, top: 8).words == "2 to spare")
    #expect(HeatMark(0.4, .gap, top: 8).style == "even")
    #expect(HeatMark(nil, .gap, top: 8).words == "closed")
    #expect(HeatMark(8, .amount, top: 8).style == "over-4")
  }

  @Test func `figures carry their numbers as a table and escape names`() {
    let chart = StaffingChart(
      title: "<b>", summary: "S", layers: ["On the team"],
      weeks: [StaffingChart.Week(monday, required: 10, supply: [8])],
      starts: [StaffingChart.Start(monday, agents: 12)])
    let source = chart.markup.source
    #expect(source.contains("&lt;b&gt;"))
    #expect(!source.contains("<b>"))
    #expect(source.contains("12 agents start on 29 Aug 2011"))
    #expect(source.contains("<td class=\"number\">2.0</td>"))
    #expect(source.contains("class=\"gap\""))
  }

  @Test func `events never stand on each other`() {
    let events = (0..<6).map { FanChart.Event(monday.adding(days: $0), "Black Friday \($0)") }
    let marks = EventMarks(events, Scale(4_258...4_300, from: 0, to: 960), .wide).markup(from: 0, to: 100).source
    #expect(marks.split(separator: "<text").count == 5)
    #expect(marks.split(separator: "<title>").count == 7)
  }

  @Test func `bars are shares of the longest`() {
    let list = BarList(
      title: "T", items: [.init("A", 4, words: "4"), .init("B", 1, words: "1"), .init("C", .nan, words: "–")])
    let source = list.markup.source
    #expect(source.contains("width=\"100%\" height=\"100%\" rx=\"2\"/></svg>"))
    #expect(source.contains("width=\"25%\""))
    #expect(source.contains("width=\"0%\""))
  }
}
