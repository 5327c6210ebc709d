/// One cell: a value that each format writes in its own way.
///
/// A missing value is never zero and never an empty text: JSON says `null`, a table shows `–`.
enum Field: Sendable, Equatable {
  case missing
  case text(String)
  case whole(Int64)
  /// A measured number, with the decimals that it deserves.
  case number(Double, decimals: Int)
  /// A decimal exactly as the database wrote it.
  case exact(String)
  case flag(Bool)
  case list([Field])

  /// A date, an instant or a name: whatever describes itself in the words that people read.
  init(_ value: (some CustomStringConvertible)?) {
    self = value.map { .text($0.description) } ?? .missing
  }
}

/// A Swift value that stands in a cell as it is.
protocol FieldValue: SendableMetatype {
  var field: Field { get }
}

extension Field: FieldValue { var field: Field { self } }
extension String: FieldValue { var field: Field { .text(self) } }
extension Int: FieldValue { var field: Field { .whole(Int64(self)) } }
extension Int64: FieldValue { var field: Field { .whole(self) } }
extension Int32: FieldValue { var field: Field { .whole(Int64(self)) } }
extension Bool: FieldValue { var field: Field { .flag(self) } }
extension Double: FieldValue { var field: Field { .number(self, decimals: 2) } }
extension Optional: FieldValue where Wrapped: FieldValue { var field: Field { self?.field ?? .missing } }
extension Array: FieldValue where Element: FieldValue { var field: Field { .list(map(\.field)) } }

extension Field {
  /// The value as one piece of text; a missing one is empty.
  var plain: String {
    switch self {
    case .missing: ""
    case .text(let text), .exact(let text): text
    case .whole(let number): String(number)
    case .number(let number, let decimals): number.written(decimals: decimals)
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let fields): fields.map(\.plain).joined(separator: ", ")
    }
  }

  var isNumeric: Bool {
    switch self {
    case .whole, .number, .exact: true
    case .missing, .text, .flag, .list: false
    }
  }

  /// Missing values come last; numbers sort as numbers, everything else by its text.
  static func isOrdered(_ left: Field, before right: Field) -> Bool {
    switch (left, right) {
    case (.missing, _): false
    case (_, .missing): true
    default:
      if let a = left.magnitude, let b = right.magnitude { a < b } else { left.plain < right.plain }
    }
  }

  private var magnitude: Double? {
    switch self {
    case .whole(let number): Double(number)
    case .number(let number, _): number
    case .exact(let text): Double(text)
    case .missing, .text, .flag, .list: nil
    }
  }
}

extension Double {
  /// Rounds half away from zero to fixed decimals, without a locale and without Foundation.
  func written(decimals: Int) -> String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = (magnitude * scale).rounded()
    guard scaled < 9e15 else { return description }
    let digits = String(Int64(scaled))
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
