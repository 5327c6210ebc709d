public import Postgres

/// The number that names one row, typed by what it names: a team's does not fit where a person's belongs.
public struct Identifier<Owner>: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int64

  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Reads what a person typed: decimal digits, with or without a leading `#`.
  public init?(parsing text: some StringProtocol) {
    let digits = text.first == "#" ? text.dropFirst() : text[...]
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits) else { return nil }
    self.init(rawValue: number)
  }
}

extension Identifier: CustomStringConvertible {
  public var description: String { String(rawValue) }
}

extension Identifier: Comparable {
  public static func < (left: Identifier, right: Identifier) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(Int64.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

// MARK: - SQL

extension Identifier: PostgresEncodable, PostgresDecodable, RowDecodable {
  public static var postgresType: PostgresType { Int64.postgresType }

  public func encode(into writer: inout WireWriter) {
    rawValue.encode(into: &writer)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> Identifier {
    Identifier(rawValue: try Int64.decode(cell))
  }
}
