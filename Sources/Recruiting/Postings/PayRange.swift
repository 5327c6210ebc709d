/// What a job pays: from, to, in which currency, for what time.
public struct PayRange: Codable, Sendable, Hashable {
  /// The time one payment is for.
  public enum Unit: String, Codable, Sendable, CaseIterable {
    case hour, day, week, month, year
  }

  public let minimumMinor: Int
  public let maximumMinor: Int
  /// Three letters of ISO 4217, as `GBP`.
  public let currency: String
  public let unit: Unit

  public init(_ minimumMinor: Int, to maximumMinor: Int, _ currency: String, per unit: Unit) {
    self.minimumMinor = minimumMinor
    self.maximumMinor = maximumMinor
    self.currency = currency
    self.unit = unit
  }

  /// Reads `26000-31000 GBP year` or `12.50-14 GBP hour`.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 3, let unit = Unit(rawValue: String(words[2])) else { return nil }
    let (currency, ends) = (String(words[1]), words[0].split(separator: "-", omittingEmptySubsequences: false))
    guard currency.count == 3, currency.allSatisfy({ ("A"..."Z").contains($0) }), ends.count == 2,
      let low = Self.minor(ends[0], currency), let high = Self.minor(ends[1], currency)
    else { return nil }
    self.init(low, to: high, currency, per: unit)
  }

  /// As people read it: `GBP 26,000–31,000 a year`.
  public var words: String {
    "\(currency) \(Self.words(minimumMinor, currency))–\(Self.words(maximumMinor, currency)) "
      + (unit == .hour ? "an hour" : "a \(unit.rawValue)")
  }

  /// The two ends as decimal numbers, for programs.
  public var ends: (minimum: Double, maximum: Double) {
    let scale = Double(Self.scale(currency))
    return (Double(minimumMinor) / scale, Double(maximumMinor) / scale)
  }

  /// Minor units in one unit of the currency; those not listed have a hundred (ISO 4217).
  static func scale(_ currency: String) -> Int {
    switch currency {
    case "JPY", "KRW", "ISK", "CLP", "VND", "XAF", "XOF": 1
    case "BHD", "JOD", "KWD", "OMR", "TND": 1_000
    default: 100
    }
  }

  private static func minor(_ text: Substring, _ currency: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let scale = scale(currency)
    let digits = String(scale).count - 1
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), whole >= 0 else { return nil }
    guard parts.count == 2 else { return whole * scale }
    guard (1...max(1, digits)).contains(parts[1].count), digits > 0, parts[1].allSatisfy(\.isNumber) else { return nil }
    let fraction = parts[1] + String(repeating: "0", count: digits - parts[1].count)
    return Int(fraction).map { whole * scale + $0 }
  }

  private static func words(_ minor: Int, _ currency: String) -> String {
    let scale = scale(currency)
    let (whole, part) = (minor / scale, minor % scale)
    let digits = String(scale).count - 1
    let fraction = String(part)
    let padded = String(repeating: "0", count: max(0, digits - fraction.count)) + fraction
    return grouped(whole) + (part == 0 ? "" : "." + padded)
  }

  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
