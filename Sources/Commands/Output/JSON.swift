/// JSON as a contract: stable names in a stable order, `null` for what is missing.
///
/// An array comes as `{"schema_version": 1, "kind": "person", "tz": …, "items": […]}`; a line of NDJSON is a bare object.
enum JSON {
  /// Raised when a field changes its meaning or goes; a new field does not raise it.
  static let schemaVersion = 1

  static func object(_ names: [String], _ fields: [Field]) -> String {
    "{" + zip(names, fields).map { "\(string($0)):\(value($1))" }.joined(separator: ",") + "}"
  }

  static func value(_ field: Field) -> String {
    switch field {
    case .missing: "null"
    case .text(let text): string(text)
    case .whole(let number): number.magnitude > 1 << 53 ? "\"\(number)\"" : String(number)
    case .number(let number, let decimals): number.isFinite ? number.written(decimals: decimals) : "null"
    case .exact(let text): Double(text).map(\.isFinite) == true ? text : string(text)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let fields): "[" + fields.map(value).joined(separator: ",") + "]"
    }
  }

  static func string(_ text: String) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }
}
