/// JSON of which there is one way to write it: keys in the order of their bytes, no blanks, decimals as strings.
///
/// A card's bytes are what is signed, so the same card must always be the same bytes.
enum Canonical: Equatable {
  case text(String)
  case whole(Int)
  /// Six decimals, as a string: no reader rounds it.
  case decimal(Double)
  case missing
  case list([Canonical])
  case object([String: Canonical])

  static func text(_ value: String?) -> Canonical { value.map(Canonical.text) ?? .missing }
  static func whole(_ value: Int?) -> Canonical { value.map(Canonical.whole) ?? .missing }
  static func decimal(_ value: Double?) -> Canonical { value.map(Canonical.decimal) ?? .missing }

  var written: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .text(let value): Self.quote(value, to: &text)
    case .whole(let value): text += String(value)
    case .decimal(let value): text += value.isFinite ? "\"" + Self.sixDecimals(value) + "\"" : "null"
    case .missing: text += "null"
    case .list(let values): Self.join(values, "[", "]", to: &text) { value, text in value.write(to: &text) }
    case .object(let values):
      let keys = values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      Self.join(keys, "{", "}", to: &text) { key, text in
        Self.quote(key, to: &text)
        text += ":"
        (values[key] ?? .missing).write(to: &text)
      }
    }
  }

  private static func join<Value>(
    _ values: [Value], _ start: String, _ end: String, to text: inout String, _ body: (Value, inout String) -> Void
  ) {
    text += start
    for (index, value) in values.enumerated() {
      if index > 0 { text += "," }
      body(value, &text)
    }
    text += end
  }

  /// The number rounded to millionths; beyond what fits, as it is.
  static func sixDecimals(_ value: Double) -> String {
    guard value.magnitude < 9e12 else { return String(value) }
    let millionths = Int((value * 1_000_000).rounded())
    let (whole, part) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(part)
    return (millionths < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
