/// Agents needed week by week against the agents there will be, with the dates on which classes start.
public struct StaffingChart: Figure {
  /// A week: what is needed and what each source of agents gives.
  public struct Week: Sendable, Hashable {
    public let monday: CivilDate
    public let required: Double
    /// One number a layer, in the order of the layers.
    public let supply: [Double]
    /// What is needed and what is there in eight cases of ten; nil when nobody reckoned it.
    public let odds: Odds?

    public init(_ monday: CivilDate, required: Double, supply: [Double], odds: Odds? = nil) {
      self.monday = monday
      self.required = required
      self.supply = supply
      self.odds = odds
    }

    var total: Double { supply.reduce(0, +) }
    var gap: Double { max(0, required - total) }
  }

  /// The middle eight tenths of how a week may turn out.
  public struct Odds: Sendable, Hashable {
    public let required: ClosedRange<Double>
    public let supply: ClosedRange<Double>

    public init(required: ClosedRange<Double>, supply: ClosedRange<Double>) {
      self.required = required
      self.supply = supply
    }
  }

  /// A class of new agents that starts.
  public struct Start: Sendable, Hashable {
    public let monday: CivilDate
    public let agents: Int

    public init(_ monday: CivilDate, agents: Int) {
      self.monday = monday
      self.agents = agents
    }
  }

  public let title: String
  public let summary: String
  /// Where agents come from, at most four: "On the team", "Permanent starts", "Seasonal starts", "Overtime".
  public let layers: [String]
  public let weeks: [Week]
  public let starts: [Start]

  public init(title: String, summary: String, layers: [String], weeks: [Week], starts: [Start]) {
    precondition(layers.count <= 4, "at most four layers can be told apart")
    precondition(weeks.allSatisfy { $0.supply.count == layers.count }, "one number a layer")
    self.title = title
    self.summary = summary
    self.layers = layers
    self.weeks = weeks
    self.starts = starts
  }

  public var legend: [LegendEntry] {
    let patches = layers.enumerated().map {
      LegendEntry(style: "layer-\($0.offset + 1)", sample: .patch, words: $0.element)
    }
    let ranges =
      hasOdds
      ? [
        LegendEntry(style: "needed-range", sample: .patch, words: "needed, eight times in ten"),
        LegendEntry(style: "supply-range", sample: .line, words: "there, eight times in ten"),
      ] : []
    return [LegendEntry(style: "required", sample: .line, words: "needed")] + ranges + patches + [
      LegendEntry(style: "gap", sample: .dashed, words: "short"),
      LegendEntry(style: "start", sample: .triangle, words: "a class starts"),
    ]
  }

  private var hasOdds: Bool { weeks.contains { $0.odds != nil } }

  public func drawing(on canvas: Canvas) -> Markup {
    guard !weeks.isEmpty else { return .empty }
    let ticks = Ticks.upTo(
      weeks.map { max($0.required, $0.total, $0.odds?.required.upperBound ?? 0) }.max() ?? 1,
      about: canvas.isNarrow ? 4 : 5)
    let left = 14 + Double(Ticks.label(ticks.last ?? 0).count) * 7.5
    let step = (canvas.width - left - 8) / Double(weeks.count)
    let bottom = 34 + (canvas.isNarrow ? 200.0 : 260)
    let y = Scale(0...(ticks.last ?? 1), from: bottom, to: 34)
    let place: (Int) -> Double = { left + Double($0) * step }
    return canvas.svg(height: bottom + 80, "\(title). \(summary)") {
      Markup("text", ["x": 4, "y": 14]) { "Agents" }
      verticalAxis(ticks, y, from: left, to: canvas.width - 8)
      weeks.indices.map { bar(weeks[$0], at: place($0), step, y) }
      if hasOdds { ranges(place, step, y) }
      requirement(place, step, y)
      gapLabels(place, step, y, isNarrow: canvas.isNarrow)
      weekLabels(place, step, bottom)
      startMarks(place, step, bottom, isNarrow: canvas.isNarrow)
    }
  }

  private func bar(_ week: Week, at x: Double, _ step: Double, _ y: Scale) -> Markup {
    var base = 0.0
    let (inset, width) = (step * 0.1, step * 0.8)
    let layers = week.supply.enumerated().filter { $0.element > 0 }.map { index, amount in
      defer { base += amount }
      return Markup(
        "rect",
        [
          "class": "layer-\(index + 1)", "x": x + inset, "y": y(base + amount), "width": width,
          "height": y(base) - y(base + amount),
        ])
    }
    let needed = DecimalText.short(week.required, places: 1)
    let there = DecimalText.short(week.total, places: 1)
    return Markup("g") {
      Markup("title") { "Week of \(week.monday.inWords): \(needed) needed, \(there) there" }
      layers
      if week.gap >= 0.5 {
        Markup(
          "rect",
          [
            "class": "gap", "x": x + inset, "y": y(week.required), "width": width,
            "height": y(week.total) - y(week.required),
          ])
      }
    }
  }

  /// A veil over what may be needed, and a whisker for what may be there.
  private func ranges(_ place: (Int) -> Double, _ step: Double, _ y: Scale) -> Markup {
    Markup("g") {
      for index in weeks.indices {
        if let odds = weeks[index].odds {
          let (low, high) = (y(odds.required.lowerBound), y(odds.required.upperBound))
          Markup("rect", ["class": "needed-range", "x": place(index), "y": high, "width": step, "height": low - high])
          let middle = place(index) + step / 2
          let (least, most) = (y(odds.supply.lowerBound), y(odds.supply.upperBound))
          Markup("line", ["class": "supply-range", "x1": middle, "x2": middle, "y1": least, "y2": most])
        }
      }
    }
  }

  /// The line of what is needed, in steps, with a rim so that it stands out from the bars.
  private func requirement(_ place: (Int) -> Double, _ step: Double, _ y: Scale) -> Markup {
    let points = weeks.indices.flatMap { [(place($0), y(weeks[$0].required)), (place($0 + 1), y(weeks[$0].required))] }
    return Markup("g") {
      Markup("path", ["class": "required-halo", "d": path(points)])
      Markup("path", ["class": "required", "d": path(points)])
    }
  }

  private func gapLabels(_ place: (Int) -> Double, _ step: Double, _ y: Scale, isNarrow: Bool) -> Markup {
    let widest = weeks.map { DecimalText.fixed($0.gap, places: 0).count }.max() ?? 0
    guard Double(widest + 1) * (isNarrow ? 9.5 : 8) <= step else { return .empty }
    return .joined(
      weeks.indices.filter { weeks[$0].gap >= 0.5 }.map { index in
        Markup("text", ["class": "middle warm", "x": place(index) + step / 2, "y": y(weeks[index].required) - 6]) {
          "−" + DecimalText.fixed(weeks[index].gap, places: 0)
        }
      })
  }

  private func weekLabels(_ place: (Int) -> Double, _ step: Double, _ bottom: Double) -> Markup {
    let every = Int((50 / step).rounded(.up))
    return .joined(
      weeks.indices.filter { $0.isMultiple(of: every) }.map { index in
        Markup("g") {
          Markup("line", ["class": "base", "x1": place(index), "x2": place(index), "y1": bottom, "y2": bottom + 5])
          Markup("text", ["x": place(index) + 2, "y": bottom + 18]) { weeks[index].monday.dayAndMonth }
        }
      })
  }

  /// A triangle below the week of each class, its size in the first of two rows where it finds room.
  private func startMarks(_ place: (Int) -> Double, _ step: Double, _ bottom: Double, isNarrow: Bool) -> Markup {
    let indices = Dictionary(weeks.indices.map { (weeks[$0].monday, $0) }) { first, _ in first }
    var ends = [0.0, 0.0]
    let marks = starts.sorted { $0.monday < $1.monday }.compactMap { start -> Markup? in
      guard let index = indices[start.monday] else { return nil }
      let x = place(index) + step / 2
      let half = Double(String(start.agents).count + 1) * (isNarrow ? 4.8 : 4.2)
      let row = ends[0] < x - half ? 0 : 1
      ends[row] = x + half
      return startMark(start, x, top: bottom + 28, row: row)
    }
    return .joined(marks)
  }

  private func startMark(_ start: Start, _ x: Double, top: Double, row: Int) -> Markup {
    let triangle = path([(x, top), (x + 6, top + 11), (x - 6, top + 11)], closed: true)
    return Markup("g") {
      Markup("title") { "\(start.agents) agents start on \(start.monday.inWords)" }
      Markup("path", ["class": "start", "d": triangle])
      Markup("text", ["class": "middle warm", "x": x, "y": top + 27 + Double(row) * 16]) { "+\(start.agents)" }
    }
  }

  public var table: Markup {
    let counts = Dictionary(starts.map { ($0.monday, $0.agents) }, uniquingKeysWith: +)
    let columns =
      [Column("Week of", .date), Column("Needed", .number(places: 1))]
      + layers.map { Column($0, .number(places: 1)) }
      + [Column("Short", .number(places: 1)), Column("Start", .integer)]
      + (hasOdds
        ? ["Needed, low", "Needed, high", "There, low", "There, high"].map { Column($0, .number(places: 1)) } : [])
    let rows: [[Cell]] = weeks.map { week in
      [.date(week.monday), .number(week.required)] + week.supply.map { .number($0) }
        + [.number(week.gap), .integer(counts[week.monday])]
        + (hasOdds
          ? [
            .number(week.odds?.required.lowerBound), .number(week.odds?.required.upperBound),
            .number(week.odds?.supply.lowerBound), .number(week.odds?.supply.upperBound),
          ] : [])
    }
    return .table(title, columns, rows)
  }
}
