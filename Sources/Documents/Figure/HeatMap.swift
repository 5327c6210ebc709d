/// A grid of days and times of the day; words, sign and color all tell the same.
public struct HeatMap: Figure {
  /// What the numbers are.
  public enum Meaning: Sendable, Hashable {
    /// Agents there are less agents needed: below 0 is short.
    case gap
    /// An amount: the more, the darker.
    case amount
  }

  public let title: String
  public let summary: String
  public let meaning: Meaning
  /// Names of the days, one a row.
  public let days: [String]
  /// Names of the times, one a column.
  public let times: [String]
  /// One row a day; `nil` where the shop is closed.
  public let values: [[Double?]]

  public init(
    title: String, summary: String, meaning: Meaning, days: [String], times: [String], values: [[Double?]]
  ) {
    precondition(values.count == days.count && values.allSatisfy { $0.count == times.count }, "one value a cell")
    self.title = title
    self.summary = summary
    self.meaning = meaning
    self.days = days
    self.times = times
    self.values = values
  }

  public var legend: [LegendEntry] {
    guard meaning == .gap else {
      return [LegendEntry(style: "layer-1", sample: .patch, words: "the stronger, the more agents")]
    }
    return [
      LegendEntry(style: "start", sample: .patch, words: "▼ agents short"),
      LegendEntry(style: "layer-1", sample: .patch, words: "▲ agents to spare"),
      LegendEntry(style: "covered", sample: .patch, words: "• exactly covered"),
    ]
  }

  /// On a desk the days stand below each other; on a phone, or with too many times to read, side by side.
  public func drawing(on canvas: Canvas) -> Markup {
    let widest = values.joined().map { HeatMark($0, meaning, top: top).symbol.displayWidth }.max() ?? 0
    let step = (canvas.width - leftMargin) / Double(max(times.count, 1))
    return canvas.isNarrow || step < Double(widest) * 8 + 3 ? drawingDown(canvas) : drawingAcross(canvas)
  }

  private var leftMargin: Double { 12 + Double(days.map(\.displayWidth).max() ?? 0) * 8.4 }

  private func drawingAcross(_ canvas: Canvas) -> Markup {
    let left = leftMargin
    let step = (canvas.width - left - 4) / Double(max(times.count, 1))
    let row = 34.0
    return canvas.svg(height: 26 + row * Double(days.count), "\(title). \(summary)") {
      timeLabels(every: labelStep(step, 42)) { index, name in
        Markup("text", ["x": left + Double(index) * step + 1, "y": 16]) { name }
      }
      days.enumerated().map { index, day in
        Markup("text", ["class": "end strong", "x": left - 8, "y": 26 + Double(index) * row + 21]) { day }
      }
      grid { day, time in (left + Double(time) * step, 26 + Double(day) * row, step, row) }
    }
  }

  private func drawingDown(_ canvas: Canvas) -> Markup {
    let left = 12 + Double(times.map(\.displayWidth).max() ?? 0) * 7.5
    let step = (canvas.width - left - 2) / Double(max(days.count, 1))
    let row = 24.0
    return canvas.svg(height: 26 + row * Double(times.count), "\(title). \(summary)") {
      days.enumerated().map { index, day in
        Markup("text", ["class": "middle strong", "x": left + (Double(index) + 0.5) * step, "y": 16]) {
          String(day.prefix(max(3, Int(step / 9))))
        }
      }
      timeLabels(every: 1) { index, name in
        Markup("text", ["class": "end", "x": left - 8, "y": 26 + Double(index) * row + 17]) { name }
      }
      grid { day, time in (left + Double(day) * step, 26 + Double(time) * row, step, row) }
    }
  }

  private func labelStep(_ step: Double, _ need: Double) -> Int {
    [1, 2, 4, 6, 8].first { Double($0) * step >= need } ?? 12
  }

  private func timeLabels(every step: Int, _ label: (Int, String) -> Markup) -> Markup {
    .joined(times.enumerated().filter { $0.offset.isMultiple(of: step) }.map { label($0.offset, $0.element) })
  }

  private func grid(_ place: (Int, Int) -> (x: Double, y: Double, width: Double, height: Double)) -> Markup {
    Markup("g", ["class": "cells"]) {
      for day in days.indices {
        for time in times.indices {
          let box = place(day, time)
          let mark = HeatMark(values[day][time], meaning, top: top)
          Markup("g", ["class": mark.style]) {
            Markup("title") { "\(days[day]) \(times[time]): \(mark.words)" }
            Markup(
              "rect", ["x": box.x, "y": box.y, "width": box.width - 1.5, "height": box.height - 1.5, "rx": 2])
            Markup("text", ["class": "middle", "x": box.x + box.width / 2 - 0.7, "y": box.y + box.height / 2 + 3.7]) {
              mark.symbol
            }
          }
        }
      }
    }
  }

  /// The value that gets the strongest color.
  private var top: Double {
    values.joined().compactMap { $0?.magnitude }.max() ?? 0
  }

  public var table: Markup {
    let columns = [Column("Time")] + days.map { Column($0, .number(places: 0)) }
    let rows = times.indices.map { time in
      [Cell.text(times[time])] + days.indices.map { Cell.number(values[$0][time]) }
    }
    return .table(title, columns, rows)
  }
}

/// How one number of a heat map looks and reads, on a page and in a terminal.
struct HeatMark: Hashable {
  /// From -4, far short, to 4, far over or much; `nil` when closed.
  let level: Int?
  let symbol: String
  let words: String

  init(_ value: Double?, _ meaning: HeatMap.Meaning, top: Double) {
    guard let value else {
      (level, symbol, words) = (nil, "", "closed")
      return
    }
    let count = DecimalText.fixed(value.magnitude, places: 0)
    let size = Int((4 * value.magnitude / max(top, 4)).rounded(.up))
    switch meaning {
    case .amount: (level, symbol, words) = (size, count, count)
    case .gap where count == "0": (level, symbol, words) = (0, "•", "exactly covered")
    case .gap where value < 0: (level, symbol, words) = (-size, "▼\(count)", "\(count) short")
    case .gap: (level, symbol, words) = (size, "▲\(count)", "\(count) to spare")
    }
  }

  /// The name of the style that colors it.
  var style: String {
    guard let level else { return "closed" }
    return level == 0 ? "even" : level < 0 ? "short-\(-level)" : "over-\(level)"
  }
}
