/// Text formats for other programs: one record a line, never cut, never coloured.
enum Delimited {
  /// Tab-separated, escaped as PostgreSQL's COPY escapes: a tab in a name cannot shift a column.
  static func tsv(_ fields: [Field]) -> String {
    fields.map { escaped($0.plain) }.joined(separator: "\t") + "\n"
  }

  /// Comma-separated as in RFC 4180, with CRLF.
  ///
  /// - Parameter raw: Leave text alone that a spreadsheet would run as a formula; otherwise it gets a leading `'`.
  static func csv(_ fields: [Field], raw: Bool = false) -> String {
    fields.map { quoted($0.isNumeric || raw ? $0.plain : defused($0.plain)) }.joined(separator: ",") + "\r\n"
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return text }
    return "\"" + text.unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
  }

  /// Spreadsheets run cells that begin so, even after blanks or marks that cannot be seen.
  private static func defused(_ text: String) -> String {
    let first = text.unicodeScalars.first {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control && $0.value != 0xFEFF
    }
    let startsBlank = text.unicodeScalars.first == "\t" || text.unicodeScalars.first == "\r"
    let runs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
    return startsBlank || first.map(runs.contains) == true ? "'" + text : text
  }
}
