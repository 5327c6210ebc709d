/// A number through several periods, each with its interval, beside the peers' and the target.
public struct TrendChart: Figure {
  /// One period.
  public struct Point: Sendable, Hashable {
    public let label: String
    /// `nil` where there was too little to tell.
    public let value: Double?
    public let low: Double?
    public let high: Double?
    public let peers: Double?
    public let n: Int

    public init(_ label: String, n: Int, value: Double?, low: Double?, high: Double?, peers: Double?) {
      self.label = label
      self.n = n
      self.value = value
      self.low = low
      self.high = high
      self.peers = peers
    }
  }

  public let title: String
  public let summary: String
  public let unit: String
  public let points: [Point]
  public let target: Double?

  public init(title: String, summary: String, unit: String, points: [Point], target: Double? = nil) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.points = points
    self.target = target
  }

  public var legend: [LegendEntry] {
    var entries = [LegendEntry(style: "forecast", sample: .line, words: "counted, with its 95 % interval")]
    if points.contains(where: { $0.peers != nil }) {
      entries.append(LegendEntry(style: "history", sample: .line, words: "peers"))
    }
    if target != nil { entries.append(LegendEntry(style: "event", sample: .dashed, words: "target")) }
    return entries
  }

  public func drawing(on canvas: Canvas) -> Markup {
    let height = 190.0
    let (left, right) = (56.0, canvas.width - 12)
    let tops = points.flatMap { [$0.high, $0.value, $0.peers] }.compactMap { $0 } + (target.map { [$0] } ?? [])
    let ticks = Ticks.upTo(tops.max() ?? 1, about: 4)
    let vertical = Scale(0...(ticks.last ?? 1), from: height - 28, to: 10)
    let step = (right - left) / Double(max(points.count, 1))
    let place: (Int) -> Double = { left + (Double($0) + 0.5) * step }
    return canvas.svg(height: height, "\(title), \(unit)") {
      verticalAxis(ticks, vertical, from: left, to: right)
      if let target {
        Markup("line", ["class": "event", "x1": left, "x2": right, "y1": vertical(target), "y2": vertical(target)])
      }
      Markup("path", ["class": "history", "d": path(joined(\.peers, place, vertical))])
      Markup("path", ["class": "forecast", "d": path(joined(\.value, place, vertical))])
      points.enumerated().map { index, point in whisker(point, x: place(index), vertical, bottom: height - 8) }
    }
  }

  private func joined(
    _ part: KeyPath<Point, Double?>, _ place: (Int) -> Double, _ vertical: Scale
  ) -> [(x: Double, y: Double)] {
    points.enumerated().compactMap { index, point in point[keyPath: part].map { (place(index), vertical($0)) } }
  }

  private func whisker(_ point: Point, x: Double, _ vertical: Scale, bottom: Double) -> Markup {
    Markup("g") {
      if let low = point.low, let high = point.high {
        Markup("line", ["class": "forecast", "x1": x, "x2": x, "y1": vertical(low), "y2": vertical(high)])
        Markup("line", ["class": "forecast", "x1": x - 4, "x2": x + 4, "y1": vertical(low), "y2": vertical(low)])
        Markup("line", ["class": "forecast", "x1": x - 4, "x2": x + 4, "y1": vertical(high), "y2": vertical(high)])
      }
      if let value = point.value { Markup("circle", ["class": "start", "cx": x, "cy": vertical(value), "r": 4]) }
      Markup("text", ["class": "middle", "x": x, "y": bottom]) { point.label }
    }
  }

  public var table: Markup {
    Markup.table(
      title,
      [
        Column("Period"), Column("n", .integer), Column(unit, .number(places: 1)), Column("From", .number(places: 1)),
        Column("To", .number(places: 1)), Column("Peers", .number(places: 1)),
      ],
      points.map {
        [.text($0.label), .integer($0.n), .number($0.value), .number($0.low), .number($0.high), .number($0.peers)]
      })
  }
}
