extension Markup {
  /// A table of values with a caption; the first column heads its row.
  public static func table(_ caption: String, _ columns: [Column], _ rows: [[Cell]]) -> Markup {
    Markup("div", ["class": "scroll", "tabindex": 0, "role": "region", "aria-label": caption]) {
      Markup("table") {
        Markup("caption") { caption }
        Markup("thead") {
          Markup("tr") {
            columns.map { column in
              Markup("th", ["scope": "col", "class": column.isNumeric ? "number" : nil]) { column.title }
            }
          }
        }
        Markup("tbody") { rows.map { tableRow($0, columns) } }
      }
    }
  }

  private static func tableRow(_ cells: [Cell], _ columns: [Column]) -> Markup {
    precondition(cells.count == columns.count, "a row has one cell a column")
    let parts = zip(cells, columns).enumerated().map { index, pair in
      let (cell, column) = pair
      return index == 0
        ? Markup("th", ["scope": "row"]) { cell.markup(column.kind) }
        : Markup("td", ["class": column.isNumeric ? "number" : nil]) { cell.markup(column.kind) }
    }
    return Markup("tr") { parts }
  }
}

extension Column {
  /// Whether the values line up at the right.
  var isNumeric: Bool {
    switch kind {
    case .integer, .number, .percentage: true
    default: false
    }
  }
}

extension Cell {
  /// The value for a page; words keep to themselves, so that a name from right to left does not turn its row around.
  fileprivate func markup(_ kind: Column.Kind) -> Markup {
    if case .text(let words) = self, !words.isEmpty { return Markup("bdi") { words } }
    return Markup(text: words(kind))
  }

  /// The value for a reader: numbers grouped, unknown as a dash.
  public func words(_ kind: Column.Kind) -> String {
    switch (self, kind) {
    case (.text(let words), _): words
    case (.integer(let number), _): DecimalText.grouped(number)
    case (.number(let number), .percentage(let places)): DecimalText.fixed(number * 100, places: places) + " %"
    case (.number(let number), .number(let places)): DecimalText.fixed(number, places: places, grouped: true)
    case (.number(let number), _): DecimalText.short(number, places: 3)
    case (.date(let date), _): "\(date.weekdayName) \(date.inWords)"
    case (.instant(let instant), _): instant.description
    case (.flag(let flag), _): flag ? "yes" : "no"
    case (.empty, _): "–"
    }
  }
}
