/// Turns a number into a place on a drawing.
struct Scale: Sendable {
  let domain: ClosedRange<Double>
  let start: Double
  let end: Double

  /// Numbers of `domain` fall between `start` and `end`, which may run backwards.
  init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.domain = domain
    self.start = start
    self.end = end
  }

  func callAsFunction(_ number: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    return span > 0 ? start + (number - domain.lowerBound) / span * (end - start) : start
  }

  func callAsFunction(_ day: CivilDate) -> Double { self(Double(day.daysSince2000)) }
}

/// Round numbers for an axis.
enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten that cover 0 to `top`, about `count` of them.
  static func upTo(_ top: Double, about count: Int) -> [Double] {
    guard top > 0, top.isFinite else { return [0, 1] }
    let step = niceStep(top / Double(count))
    let steps = Int((top / step - 1e-9).rounded(.up))
    return (0...steps).map { Double($0) * step }
  }

  private static func niceStep(_ rough: Double) -> Double {
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    let factor = rough / power
    let nice = factor <= 1 ? 1.0 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10
    return nice * power
  }

  /// Days for an axis with their labels: Mondays while they fit, then first days of months.
  static func days(_ first: CivilDate, _ last: CivilDate, atMost count: Int) -> [(day: CivilDate, label: String)] {
    let span = last.daysSince2000 - first.daysSince2000
    for step in [1, 7, 14] where span / step < count {
      let offset = step == 1 ? 0 : (8 - first.weekday) % 7
      return stride(from: offset, through: span, by: step).map { first.adding(days: $0) }.map { ($0, $0.dayAndMonth) }
    }
    return months(first, last, atMost: count)
  }

  private static func months(
    _ first: CivilDate, _ last: CivilDate, atMost count: Int
  ) -> [(day: CivilDate, label: String)] {
    let start = first.parts.year * 12 + first.parts.month
    let end = last.parts.year * 12 + last.parts.month - 1
    guard start <= end else { return [(first, first.inWords)] }
    let step = [1, 2, 3, 6, 12].first { (end - start) / $0 < count } ?? 24
    return (start...end).filter { $0.isMultiple(of: step) }.compactMap { month in
      CivilDate(year: month / 12, month: month % 12 + 1, day: 1).map { day in
        (day, month.isMultiple(of: 12) ? String(month / 12) : day.monthName)
      }
    }
  }

  /// The label of a tick.
  static func label(_ number: Double) -> String {
    number >= 1_000 || number == number.rounded()
      ? DecimalText.fixed(number, places: 0, grouped: true) : DecimalText.short(number, places: 3)
  }
}

/// Lines and labels of a vertical axis that starts at 0.
func verticalAxis(_ ticks: [Double], _ scale: Scale, from left: Double, to right: Double) -> Markup {
  Markup("g") {
    ticks.map { tick in
      Markup("g") {
        Markup(
          "line", ["class": tick == 0 ? "base" : "grid", "x1": left, "x2": right, "y1": scale(tick), "y2": scale(tick)])
        Markup("text", ["class": "end", "x": left - 8, "y": scale(tick) + 4]) { Ticks.label(tick) }
      }
    }
  }
}

/// A path through points.
func path(_ points: [(x: Double, y: Double)], closed: Bool = false) -> String {
  points.enumerated().map { ($0 == 0 ? "M" : "L") + $1.x.text + " " + $1.y.text }.joined() + (closed ? "Z" : "")
}
