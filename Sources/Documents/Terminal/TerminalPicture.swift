/// Pictures made of characters, for people who live in a terminal.
///
/// All are pure functions to text that ends without a newline. Color is never the only carrier: the sign and the number
/// stand in the cell, so that a picture without color says the same.
public enum TerminalPicture {
  /// A line of eighths of blocks, scaled from 0 to the largest; a gap where the value is unknown.
  public static func sparkline(_ values: [Double?]) -> String {
    let top = values.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return String(
      values.map { value in
        guard let value, value.isFinite else { return " " }
        guard top > 0 else { return blocks[0] }
        return blocks[min(7, max(0, Int((value / top * 7).rounded())))]
      })
  }

  /// A bar of a share between 0 and 1, an eighth of a column exact.
  public static func bar(_ share: Double, width: Int) -> String {
    let eighths = Int((min(1, max(0, share.isFinite ? share : 0)) * Double(width) * 8).rounded())
    let partial: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + partial[eighths % 8]
  }

  /// Names with bars and numbers, lined up.
  public static func bars(_ items: [BarList.Item], width: Int = 40) -> String {
    let names = items.map { $0.name.escapedForTerminal }
    let margin = names.map(\.displayWidth).max() ?? 0
    let top = items.map(\.value).filter(\.isFinite).max() ?? 0
    let lines = zip(names, items).map { name, item in
      let drawn = bar(top > 0 ? item.value / top : 0, width: width).padded(to: width)
      return "\(name.padded(to: margin))  \(drawn)  \(item.words.escapedForTerminal)"
    }
    return lines.joined(separator: "\n")
  }

  /// A low–middle–high interval on a common scale: `├──●───┤`.
  public static func interval(
    low: Double, middle: Double, high: Double, on scale: ClosedRange<Double>, width: Int
  ) -> String {
    let place = Scale(scale, from: 0, to: Double(width - 1))
    let column: (Double) -> Int = { min(width - 1, max(0, Int(place($0).rounded()))) }
    var marks = [Character](repeating: " ", count: width)
    for index in column(low)...max(column(low), column(high)) { marks[index] = "─" }
    marks[column(low)] = low < scale.lowerBound ? "←" : "├"
    marks[column(high)] = high > scale.upperBound ? "→" : "┤"
    marks[column(middle)] = "●"
    return String(marks)
  }
}
