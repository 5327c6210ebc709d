/// A length of time as people count it: months, days and microseconds, none convertible into another.
public struct Period: Hashable, Codable, Sendable {
  public let months: Int32
  public let days: Int32
  public let microseconds: Int64

  public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
    self.months = months
    self.days = days
    self.microseconds = microseconds
  }
}

extension Period: CustomStringConvertible {
  /// The server's own words: `1 mon 2 days 03:04:05.000006`.
  public var description: String {
    var words: [String] = []
    var negativeBefore = false
    func count(_ amount: Int32, _ unit: String) {
      guard amount != 0 else { return }
      words.append("\(negativeBefore && amount > 0 ? "+" : "")\(amount) \(unit)\(amount == 1 ? "" : "s")")
      negativeBefore = amount < 0
    }
    count(months / 12, "year")
    count(months % 12, "mon")
    count(days, "day")
    if microseconds != 0 || words.isEmpty {
      words.append((microseconds < 0 ? "-" : negativeBefore ? "+" : "") + clock)
    }
    return words.joined(separator: " ")
  }

  private var clock: String {
    let magnitude = microseconds.magnitude
    let seconds = Int(magnitude / 1_000_000)
    return
      "\(Digits.padded(seconds / 3600, 2)):\(Digits.padded(seconds / 60 % 60, 2)):\(Digits.padded(seconds % 60, 2))"
      + Digits.fraction(Int64(magnitude % 1_000_000))
  }
}

extension Period: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .interval }

  public func encode(into writer: inout WireWriter) {
    writer.put(microseconds)
    writer.put(days)
    writer.put(months)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> Period {
    guard cell.oid == 1186 else { throw cell.mismatch(Period.self) }
    return Period(months: try cell.integer(at: 12), days: try cell.integer(at: 8), microseconds: try cell.integer())
  }
}
