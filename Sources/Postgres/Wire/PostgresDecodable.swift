/// A value that can be read from a cell.
public protocol PostgresDecodable: Sendable {
  /// Reads a cell that is not NULL.
  static func decode(_ cell: Cell) throws(PostgresError) -> Self
  /// What NULL becomes; most types refuse it.
  static func decodeNull() throws(PostgresError) -> Self
}

extension PostgresDecodable {
  public static func decodeNull() throws(PostgresError) -> Self {
    throw PostgresError(.decoding, "NULL where \(Self.self) is read: read \(Self.self)? or exclude it in SQL")
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Wrapped? {
    try Wrapped.decode(cell)
  }

  @inlinable
  public static func decodeNull() throws(PostgresError) -> Wrapped? { nil }
}
