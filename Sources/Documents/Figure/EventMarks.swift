/// Vertical marks on days with a name, their labels in rows so that none covers another.
struct EventMarks {
  private let placed: [(event: FanChart.Event, x: Double, label: Double, row: Int?)]
  private let rows: Int

  init(_ events: [FanChart.Event], _ scale: Scale, _ canvas: Canvas) {
    var ends: [Double] = []
    placed = events.sorted { $0.day < $1.day }.map { event in
      let x = scale(event.day)
      let half = Double(event.name.displayWidth) * (canvas.isNarrow ? 4.5 : 4.1) + 4
      let label = min(max(x, half), canvas.width - half)
      let free = ends.firstIndex { $0 < label - half }
      guard let row = free ?? (ends.count < 4 ? ends.count : nil) else { return (event, x, label, nil) }
      if row == ends.count { ends.append(label + half) } else { ends[row] = label + half }
      return (event, x, label, row)
    }
    rows = ends.count
  }

  /// How much room the labels take above the drawing.
  var height: Double { Double(rows) * 17 }

  func markup(from top: Double, to bottom: Double) -> Markup {
    Markup("g") {
      placed.map { mark in
        Markup("g") {
          Markup("title") { "\(mark.event.name), \(mark.event.day.inWords)" }
          let start = top + Double((mark.row ?? rows - 1) + 1) * 17 - 10
          Markup("line", ["class": "event", "x1": mark.x, "x2": mark.x, "y1": start, "y2": bottom])
          if let row = mark.row {
            Markup("text", ["class": "middle strong", "x": mark.label, "y": top + Double(row) * 17 + 4]) {
              mark.event.name
            }
          }
        }
      }
    }
  }
}
