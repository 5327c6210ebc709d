extension HeatMap {
  /// The heat map for a terminal.
  ///
  /// - Parameter color: Whether the terminal shows 256 colors; without them the signs carry it all.
  public func terminal(color: Bool) -> String {
    let top = values.joined().compactMap { $0?.magnitude }.max() ?? 0
    let marks = values.map { $0.map { HeatMark($0, meaning, top: top) } }
    let margin = days.map(\.displayWidth).max() ?? 0
    let width = max(2, marks.joined().map(\.symbol.displayWidth).max() ?? 0)
    let rows = zip(days, marks).map { day, marks in
      day.escapedForTerminal.padded(to: margin) + " " + marks.map { $0.terminal(width, color: color) }.joined()
    }
    return ([String(repeating: " ", count: margin + 1) + hourLine(width + 1)] + rows).joined(separator: "\n")
  }

  /// The times above the columns, as many as fit.
  private func hourLine(_ width: Int) -> String {
    var line = ""
    for (index, time) in times.enumerated() {
      let place = index * width
      guard line.isEmpty || line.displayWidth < place else { continue }
      line = line.padded(to: place) + time.escapedForTerminal
    }
    return line
  }
}

extension HeatMark {
  /// The cell in a terminal, with a column between it and the next.
  fileprivate func terminal(_ width: Int, color: Bool) -> String {
    let words = level == nil ? "·" : symbol
    let cell = words.paddedInFront(to: width) + " "
    guard color, let level, let paint = Self.paints[level] else { return cell }
    return "\u{1B}[48;5;\(paint.ground);38;5;\(paint.words)m\(cell)\u{1B}[0m"
  }

  /// Colors of the 256-color cube, the same order and meaning as on a page.
  private static let paints: [Int: (ground: Int, words: Int)] = [
    -4: (130, 231), -3: (173, 16), -2: (216, 16), -1: (224, 16), 0: (254, 238),
    1: (195, 16), 2: (152, 16), 3: (73, 16), 4: (24, 231),
  ]
}
