/// A decimal number of any length, exact; also not-a-number and the infinities, as PostgreSQL has them.
///
/// The value is ± digits × 10000^(weight − position): base-10000 digits, most significant first, without zeros at
/// either end. Equality is of value; ``scale`` only says how many decimals are printed.
public struct Numeric: Sendable {
  enum Sign: UInt16 {
    case positive = 0x0000
    case negative = 0x4000
    case notANumber = 0xC000
    case infinity = 0xD000
    case minusInfinity = 0xF000
  }

  let sign: Sign
  let digits: [Int16]
  /// The power of 10000 of the first digit.
  let weight: Int16
  /// Decimals after the point.
  public let scale: Int

  init(sign: Sign, digits: [Int16], weight: Int, scale: Int) {
    let leading = digits.prefix { $0 == 0 }.count
    let kept = digits.dropFirst(leading)
    let trailing = kept.reversed().prefix { $0 == 0 }.count
    self.digits = Array(kept.dropLast(trailing))
    self.weight = self.digits.isEmpty ? 0 : Int16(clamping: weight - leading)
    self.sign = self.digits.isEmpty && sign == .negative ? .positive : sign
    self.scale = scale
  }

  public static let notANumber = Numeric(sign: .notANumber, digits: [], weight: 0, scale: 0)
  public static let infinity = Numeric(sign: .infinity, digits: [], weight: 0, scale: 0)
  public static let minusInfinity = Numeric(sign: .minusInfinity, digits: [], weight: 0, scale: 0)

  public var isFinite: Bool { sign == .positive || sign == .negative }

  public init(_ integer: Int) {
    var rest = integer.magnitude
    var digits: [Int16] = []
    while rest > 0 {
      digits.append(Int16(rest % 10000))
      rest /= 10000
    }
    self.init(
      sign: integer < 0 ? .negative : .positive, digits: digits.reversed(), weight: digits.count - 1, scale: 0)
  }

  /// Reads `-12.50`, `NaN`, `Infinity`, `-Infinity`; no exponents, no blanks.
  public init?(_ text: String) {
    switch text {
    case "NaN": self = .notANumber
    case "Infinity": self = .infinity
    case "-Infinity": self = .minusInfinity
    default:
      guard let number = Self.decimal(text) else { return nil }
      self = number
    }
  }

  private static func decimal(_ text: String) -> Numeric? {
    var utf8 = Array(text.utf8)[...]
    let negative = utf8.first == UInt8(ascii: "-")
    if negative { utf8 = utf8.dropFirst() }
    let parts = utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
    let decimals = parts.count == 2 ? parts[1] : []
    guard whole.count <= 131_072, decimals.count <= 16_383 else { return nil }
    let zero = UInt8(ascii: "0")
    let front = [UInt8](repeating: zero, count: (4 - whole.count % 4) % 4) + whole
    let back = decimals + [UInt8](repeating: zero, count: (4 - decimals.count % 4) % 4)
    let all = front + back
    var digits: [Int16] = []
    for start in stride(from: 0, to: all.count, by: 4) {
      guard let digit = Digits.number(all[start..<start + 4]) else { return nil }
      digits.append(Int16(digit))
    }
    return Numeric(
      sign: negative ? .negative : .positive, digits: digits, weight: front.count / 4 - 1, scale: decimals.count)
  }

  /// The nearest double.
  public var double: Double {
    Double(description.lowercased()) ?? .nan
  }

  /// The integer, or `nil` when there are decimals or it does not fit.
  public var integer: Int? {
    guard isFinite, digits.count <= Int(weight) + 1 || digits.isEmpty else { return nil }
    return Int(description.prefix { $0 != "." })
  }

  func digit(at power: Int) -> Int16 {
    let position = Int(weight) - power
    return digits.indices.contains(position) ? digits[position] : 0
  }
}

extension Numeric: CustomStringConvertible {
  public var description: String {
    switch sign {
    case .notANumber: return "NaN"
    case .infinity: return "Infinity"
    case .minusInfinity: return "-Infinity"
    case .positive, .negative: break
    }
    var whole = stride(from: max(Int(weight), 0), through: 0, by: -1).map { Digits.padded(Int(digit(at: $0)), 4) }
      .joined()[...]
    whole = whole.drop { $0 == "0" }
    var text = (sign == .negative ? "-" : "") + (whole.isEmpty ? "0" : whole)
    if scale > 0 {
      let decimals = (1...((scale + 3) / 4)).map { Digits.padded(Int(digit(at: -$0)), 4) }.joined()
      text += "." + decimals.prefix(scale)
    }
    return text
  }
}

extension Numeric: Hashable, Comparable {
  public static func == (one: Numeric, other: Numeric) -> Bool {
    one.sign == other.sign && one.weight == other.weight && one.digits == other.digits
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(sign)
    hasher.combine(weight)
    hasher.combine(digits)
  }

  /// The server's order: not-a-number is above everything.
  public static func < (one: Numeric, other: Numeric) -> Bool {
    if one.rank != other.rank { return one.rank < other.rank }
    switch one.sign {
    case .positive: return one.magnitudeIsLess(than: other)
    case .negative: return other.magnitudeIsLess(than: one)
    case .notANumber, .infinity, .minusInfinity: return false
    }
  }

  private var rank: Int {
    switch sign {
    case .minusInfinity: 0
    case .negative: 1
    case .positive: 2
    case .infinity: 3
    case .notANumber: 4
    }
  }

  private func magnitudeIsLess(than other: Numeric) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if weight != other.weight { return weight < other.weight }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}

extension Numeric: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .numeric }

  public func encode(into writer: inout WireWriter) {
    writer.put(Int16(digits.count))
    writer.put(weight)
    writer.put(sign.rawValue)
    writer.put(Int16(scale))
    for digit in digits { writer.put(digit) }
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> Numeric {
    guard cell.oid == 1700 else { throw cell.mismatch(Numeric.self) }
    let count = Int(try cell.integer(Int16.self))
    guard let sign = Sign(rawValue: try cell.integer(at: 4)) else { throw cell.mismatch(Numeric.self) }
    var digits: [Int16] = []
    digits.reserveCapacity(count)
    for position in 0..<count { digits.append(try cell.integer(at: 8 + 2 * position)) }
    let weight = try cell.integer(Int16.self, at: 2)
    return Numeric(sign: sign, digits: digits, weight: Int(weight), scale: Int(try cell.integer(Int16.self, at: 6)))
  }
}
