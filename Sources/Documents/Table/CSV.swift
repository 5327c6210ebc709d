/// Comma-separated values as RFC 4180 has them: CRLF, one header line, quotes only where needed.
///
/// A header and its lines are separate, so that a million rows can be written without being held.
public struct CSV: Sendable {
  /// The few choices on which programs that read CSV differ.
  public struct Dialect: Sendable, Hashable {
    public var delimiter: Character
    /// The decimal mark; a comma where the delimiter is a semicolon, else 3.5 may open as the 3rd of May.
    public var decimalMark: String
    /// Whether the file begins with U+FEFF, by which spreadsheets recognise UTF-8.
    public var hasByteOrderMark: Bool
    /// Whether words that look like formulas are written as they are.
    public var isRaw: Bool

    public init(delimiter: Character, decimalMark: String, hasByteOrderMark: Bool, isRaw: Bool = false) {
      self.delimiter = delimiter
      self.decimalMark = decimalMark
      self.hasByteOrderMark = hasByteOrderMark
      self.isRaw = isRaw
    }

    /// For programs: commas, decimal points, no mark in front.
    public static let plain = Dialect(delimiter: ",", decimalMark: ".", hasByteOrderMark: false)
    /// For spreadsheets that separate by commas.
    public static let spreadsheet = Dialect(delimiter: ",", decimalMark: ".", hasByteOrderMark: true)
    /// For spreadsheets set to a language with decimal commas.
    public static let semicolon = Dialect(delimiter: ";", decimalMark: ",", hasByteOrderMark: true)

    /// The same dialect with words left as they are, formulas included.
    public var raw: Dialect {
      var copy = self
      copy.isRaw = true
      return copy
    }
  }

  public let columns: [Column]
  public let dialect: Dialect

  public init(_ columns: [Column], _ dialect: Dialect = .plain) {
    self.columns = columns
    self.dialect = dialect
  }

  /// The first line, with the byte order mark when the dialect has one.
  public var header: String {
    let line = columns.map { field(words: $0.title) }.joined(separator: String(dialect.delimiter)) + "\r\n"
    return dialect.hasByteOrderMark ? "\u{FEFF}" + line : line
  }

  /// One line of values.
  public func line(_ cells: [Cell]) -> String {
    var text = ""
    append(cells, to: &text)
    return text
  }

  /// Adds one line of values to a text.
  public func append(_ cells: [Cell], to text: inout String) {
    precondition(cells.count == columns.count, "a row has one cell a column")
    for index in cells.indices {
      if index > 0 { text.append(dialect.delimiter) }
      text += field(cells[index], in: columns[index])
    }
    text += "\r\n"
  }

  /// Header and lines as one text.
  public func document(_ rows: some Sequence<[Cell]>) -> String {
    rows.reduce(into: header) { text, cells in append(cells, to: &text) }
  }

  private func field(_ cell: Cell, in column: Column) -> String {
    switch cell {
    case .text(let words): field(words: words)
    case .integer(let number): String(number)
    case .number(let number): quoted(numeral(number, column.kind), always: false)
    case .date(let date): date.description
    case .instant(let instant): instant.description
    case .flag(let flag): flag ? "true" : "false"
    case .empty: ""
    }
  }

  private func field(words: String) -> String {
    let safe = dialect.isRaw ? words : FormulaGuard.guarded(words)
    return quoted(safe, always: safe != words)
  }

  private func numeral(_ number: Double, _ kind: Column.Kind) -> String {
    guard number.isFinite else { return "" }
    return switch kind {
    case .number(let places): DecimalText.fixed(number, places: places, mark: dialect.decimalMark)
    case .percentage(let places): DecimalText.fixed(number, places: places + 2, mark: dialect.decimalMark)
    default: DecimalText.short(number, places: 15).replacingMark(with: dialect.decimalMark)
    }
  }

  private func quoted(_ text: String, always: Bool) -> String {
    let delimiter = dialect.delimiter.utf8
    let mustQuote =
      always || text.utf8.contains { $0 == 34 || $0 == 13 || $0 == 10 || delimiter.contains($0) }
      || text.utf8.first == 32 || text.utf8.last == 32
    guard mustQuote else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append("\"") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}

extension String {
  /// The numeral with another decimal mark.
  fileprivate func replacingMark(with mark: String) -> String {
    mark == "." ? self : split(separator: ".", omittingEmptySubsequences: false).joined(separator: mark)
  }
}
