/// A Swift enum that is one of PostgreSQL's: its raw values are the labels.
///
/// A label goes as text and the server works out the type, because every database numbers its enums itself.
public protocol PostgresEnum: RawRepresentable, PostgresEncodable, PostgresDecodable, RowDecodable
where RawValue == String {}

extension PostgresEnum {
  public static var postgresType: PostgresType { .label }

  public func encode(into writer: inout WireWriter) {
    writer.put(text: rawValue)
  }

  /// Reads a label.
  ///
  /// - Throws: a decoding error, which does not quote it, when the Swift enum has no such case.
  public static func decode(_ cell: Cell) throws(PostgresError) -> Self {
    guard cell.oid >= PostgresType.firstOfUsers else { throw cell.mismatch(Self.self) }
    guard let value = Self(rawValue: try cell.text()) else {
      throw PostgresError(.decoding, "a label this program does not know: it is older than the database")
    }
    return value
  }
}
