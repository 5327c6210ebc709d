/// What happened day by day, and what is expected with its uncertainty.
public struct FanChart: Figure {
  /// One day of the past; `nil` breaks the line, because unknown is not 0.
  ///
  /// Leave out the days on which the shop is closed: the line goes on across them.
  public struct Point: Sendable, Hashable {
    public let day: CivilDate
    public let value: Double?

    public init(_ day: CivilDate, _ value: Double?) {
      self.day = day
      self.value = value
    }
  }

  /// One day of the forecast: in eight of ten cases the truth lies between `low` and `high`.
  public struct Band: Sendable, Hashable {
    public let day: CivilDate
    public let low: Double
    public let middle: Double
    public let high: Double

    public init(_ day: CivilDate, low: Double, middle: Double, high: Double) {
      self.day = day
      self.low = low
      self.middle = middle
      self.high = high
    }
  }

  /// A day with a name, such as Black Friday.
  public struct Event: Sendable, Hashable {
    public let day: CivilDate
    public let name: String

    public init(_ day: CivilDate, _ name: String) {
      self.day = day
      self.name = name
    }
  }

  public let title: String
  public let summary: String
  /// What is counted: "Orders a day".
  public let unit: String
  public let history: [Point]
  public let forecast: [Band]
  /// The same weekdays a year before, on the days that they are held against.
  public let yearBefore: [Point]
  /// What really came of the days forecast, where known.
  public let actual: [Point]
  public let events: [Event]

  public init(
    title: String, summary: String, unit: String, history: [Point], forecast: [Band], yearBefore: [Point] = [],
    actual: [Point] = [], events: [Event] = []
  ) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.history = history
    self.forecast = forecast
    self.yearBefore = yearBefore
    self.actual = actual
    self.events = events
  }

  public var legend: [LegendEntry] {
    var entries = history.isEmpty ? [] : [LegendEntry(style: "history", sample: .line, words: "history")]
    entries += [
      LegendEntry(style: "forecast", sample: .line, words: "forecast, even odds"),
      LegendEntry(style: "ribbon", sample: .patch, words: "eight times in ten"),
    ]
    if !yearBefore.isEmpty {
      entries.append(LegendEntry(style: "year-before", sample: .dashed, words: "the same weekday a year before"))
    }
    if !actual.isEmpty { entries.append(LegendEntry(style: "actual", sample: .line, words: "what came")) }
    return entries
  }

  public func drawing(on canvas: Canvas) -> Markup {
    let days = history.map(\.day) + forecast.map(\.day) + actual.map(\.day)
    guard let first = days.min(), let last = days.max() else { return .empty }
    let ticks = Ticks.upTo(top, about: canvas.isNarrow ? 4 : 5)
    let labels = Ticks.label(ticks.last ?? 0)
    let left = 14 + Double(labels.count) * 7.5
    let x = Scale(Double(first.daysSince2000)...Double(last.daysSince2000), from: left, to: canvas.width - 12)
    let marks = EventMarks(events.filter { first <= $0.day && $0.day <= last }, x, canvas)
    let (upper, lower) = (26 + marks.height, 26 + marks.height + (canvas.isNarrow ? 200 : 270))
    let y = Scale(0...(ticks.last ?? 1), from: lower, to: upper)
    return canvas.svg(height: lower + 28, "\(title). \(summary)") {
      Markup("text", ["x": 4, "y": 14]) { unit }
      verticalAxis(ticks, y, from: left, to: canvas.width - 12)
      dayLabels(first, last, x, lower, canvas)
      marks.markup(from: 26, to: lower)
      ribbon(x, y)
      lines(yearBefore.filter { first <= $0.day && $0.day <= last }, "year-before", x, y)
      lines(history, "history", x, y)
      Markup("path", ["class": "forecast", "d": path(forecast.map { (x($0.day), y($0.middle)) })])
      lines(actual, "actual", x, y)
      today(x, upper, lower)
    }
  }

  private var top: Double {
    let values =
      history.compactMap(\.value) + forecast.map(\.high) + actual.compactMap(\.value)
      + yearBefore.compactMap(\.value)
    return max(values.filter(\.isFinite).max() ?? 1, 1)
  }

  private func ribbon(_ x: Scale, _ y: Scale) -> Markup {
    let edge = forecast.map { (x($0.day), y($0.high)) } + forecast.reversed().map { (x($0.day), y($0.low)) }
    return Markup("path", ["class": "ribbon", "d": path(edge, closed: true)])
  }

  /// A line that breaks where a value is unknown.
  private func lines(_ points: [Point], _ style: String, _ x: Scale, _ y: Scale) -> Markup {
    let runs = points.split { $0.value == nil }
    let steps = runs.map { run in path(run.map { (x($0.day), y($0.value ?? 0)) }) }
    return steps.isEmpty ? .empty : Markup("path", ["class": style, "d": steps.joined()])
  }

  private func today(_ x: Scale, _ upper: Double, _ lower: Double) -> Markup {
    guard let start = forecast.first?.day, !history.isEmpty else { return .empty }
    return Markup("line", ["class": "cut", "x1": x(start), "x2": x(start), "y1": upper, "y2": lower])
  }

  private func dayLabels(
    _ first: CivilDate, _ last: CivilDate, _ x: Scale, _ lower: Double, _ canvas: Canvas
  ) -> Markup {
    let ticks = Ticks.days(first, last, atMost: canvas.isNarrow ? 6 : 14)
    return Markup("g") {
      ticks.map { tick in
        Markup("g") {
          Markup("line", ["class": "base", "x1": x(tick.day), "x2": x(tick.day), "y1": lower, "y2": lower + 4])
          Markup("text", ["class": "middle", "x": min(x(tick.day), canvas.width - 22), "y": lower + 20]) { tick.label }
        }
      }
    }
  }

  public var table: Markup {
    let known = Dictionary(actual.map { ($0.day, $0.value) }) { first, _ in first }
    let before = Dictionary(yearBefore.map { ($0.day, $0.value) }) { first, _ in first }
    let names = Dictionary(events.map { ($0.day, $0.name) }) { "\($0), \($1)" }
    let columns = [
      Column("Day", .date), Column("Low (p10)", .number(places: 0)), Column("Even odds (p50)", .number(places: 0)),
      Column("High (p90)", .number(places: 0)), Column("A year before", .number(places: 0)),
      Column("What came", .number(places: 0)),
      Column("Event"),
    ]
    let rows: [[Cell]] = forecast.map { band in
      [
        .date(band.day), .number(band.low), .number(band.middle), .number(band.high),
        .number(before[band.day] ?? nil), .number(known[band.day] ?? nil), .text(names[band.day] ?? ""),
      ]
    }
    return .table("\(unit), forecast by day", columns, rows)
  }
}
