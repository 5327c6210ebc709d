import Documents

/// Lays rows out for people: columns by display width, numbers to the right, nothing that a terminal would obey.
struct Table {
  let headings: [String]
  let rows: [[Field]]
  let terminal: Terminal

  /// The table with a line of headings; columns are two blanks apart.
  func rendered() -> String {
    let cells = rows.map { $0.map(Self.cell) }
    let widths = fitted(natural: naturalWidths(of: cells))
    let numeric = headings.indices.map { column in
      rows.contains { $0[column].isNumeric } && rows.allSatisfy { $0[column].isNumeric || $0[column] == .missing }
    }
    var text = terminal.styled(line(of: headings, widths: widths, numeric: numeric), .bold) + "\n"
    for row in cells { text += line(of: row, widths: widths, numeric: numeric) + "\n" }
    return text
  }

  private static func cell(_ field: Field) -> String {
    field == .missing ? "–" : field.plain.escapedForTerminal
  }

  private func naturalWidths(of cells: [[String]]) -> [Int] {
    headings.indices.map { column in
      cells.reduce(headings[column].displayWidth) { max($0, $1[column].displayWidth) }
    }
  }

  /// Narrows the widest columns until the line fits the terminal; a pipe never cuts.
  private func fitted(natural: [Int]) -> [Int] {
    var widths = natural
    guard let room = terminal.columns.map({ $0 - 2 * (headings.count - 1) }) else { return widths }
    var excess = widths.reduce(0, +) - room
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(of cells: [String], widths: [Int], numeric: [Bool]) -> String {
    var line = ""
    for column in cells.indices {
      if column > 0 { line += "  " }
      let cell = cells[column].truncated(to: widths[column])
      line += numeric[column] ? cell.paddedInFront(to: widths[column]) : cell.padded(to: widths[column])
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
