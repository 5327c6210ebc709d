/// A value that becomes a statement's parameter or a cell of a COPY.
public protocol PostgresEncodable: Sendable {
  /// The type the value is sent as; the server converts no further than its casts allow.
  static var postgresType: PostgresType { get }
  /// Appends the value in PostgreSQL's binary format.
  func encode(into writer: inout WireWriter)
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  @inlinable public static var postgresType: PostgresType { Wrapped.postgresType }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    guard let self else { return writer.null() }
    self.encode(into: &writer)
  }
}
