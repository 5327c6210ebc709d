/// Numbers as people read them.
///
/// Rounding works on the shortest decimal that stands for the number, half away from zero, as spreadsheets
/// do: 1.115 becomes 1.12, though the nearest binary fraction is a hair less.
public enum DecimalText {
  /// The number with exactly `places` digits after the mark.
  ///
  /// - Parameters:
  ///   - mark: The decimal mark, `.` unless said otherwise.
  ///   - grouped: Whether thousands are set apart by commas.
  /// - Returns: `–` for a number that is not finite.
  public static func fixed(_ number: Double, places: Int, mark: String = ".", grouped: Bool = false) -> String {
    guard number.isFinite else { return "–" }
    if !grouped, let text = quick(number, places, mark) { return text }
    let decimal = Decimal(number.magnitude).rounded(to: places)
    let whole = grouped ? grouping(decimal.whole) : decimal.whole
    let text = places > 0 ? whole + mark + decimal.fraction : whole
    let isZero = text.utf8.allSatisfy { !(49...57).contains($0) }
    return number < 0 && !isZero ? "-" + text : text
  }

  /// The same for usual numbers that are not close to a tie, without taking the decimal apart.
  private static func quick(_ number: Double, _ places: Int, _ mark: String) -> String? {
    guard places < powersOfTen.count else { return nil }
    let scaled = number.magnitude * Double(powersOfTen[places])
    let whole = scaled.rounded(.down)
    guard scaled < 1e9, (scaled - whole - 0.5).magnitude > 1e-6 else { return nil }
    let digits = Int(scaled.rounded())
    let sign = number < 0 && digits > 0 ? "-" : ""
    guard places > 0 else { return sign + String(digits) }
    return sign + String(digits / powersOfTen[places]) + mark + (digits % powersOfTen[places]).padded(to: places)
  }

  private static let powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

  /// The number with at most `places` digits after the mark and no trailing zeros.
  public static func short(_ number: Double, places: Int) -> String {
    var text = fixed(number, places: places)
    guard text.utf8.contains(46) else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  /// The whole number with thousands set apart: `12,400`.
  public static func grouped(_ number: Int) -> String {
    (number < 0 ? "-" : "") + grouping(String(number.magnitude))
  }

  private static func grouping(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}

/// The digits of a number and where the mark stands.
private struct Decimal {
  /// Digits without the mark, most significant first.
  var digits: [UInt8]
  /// How many of the digits stand before the mark; may be negative or beyond the digits.
  var exponent: Int

  /// Reads the shortest decimal that stands for a finite, non-negative number.
  init(_ magnitude: Double) {
    let parts = magnitude.description.split(separator: "e")
    let sides = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    digits = sides.joined().utf8.map { $0 - 48 }
    exponent = sides[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
  }

  /// Whole part and fraction, rounded half up at `places`.
  func rounded(to places: Int) -> (whole: String, fraction: String) {
    let kept = exponent + places
    var result = (0..<max(0, kept)).map { $0 < digits.count ? digits[$0] : 0 }
    let missing = places + 1 - result.count
    if missing > 0 { result.insert(contentsOf: repeatElement(0, count: missing), at: 0) }
    if kept >= 0, kept < digits.count, digits[kept] >= 5 { carry(into: &result) }
    let text = result.map(String.init).joined()
    return (String(text.dropLast(places)), String(text.suffix(places)))
  }

  private func carry(into digits: inout [UInt8]) {
    for index in digits.indices.reversed() {
      guard digits[index] == 9 else {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
  }
}
