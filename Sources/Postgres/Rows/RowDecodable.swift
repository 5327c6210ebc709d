/// A type that is one row: it names its columns once and reads them in that order.
public protocol RowDecodable: Sendable {
  static var columns: StaticString { get }
  init(row: inout Row) throws(PostgresError)
}

extension RowDecodable where Self: PostgresDecodable {
  /// A row of one column names none.
  public static var columns: StaticString { "" }

  @inlinable
  public init(row: inout Row) throws(PostgresError) {
    self = try row.next()
  }
}

// Values that are rows by themselves.
extension Int: RowDecodable {}
extension Int64: RowDecodable {}
extension Int32: RowDecodable {}
extension Bool: RowDecodable {}
extension Double: RowDecodable {}
extension String: RowDecodable {}
extension LocalDate: RowDecodable {}
extension LocalTime: RowDecodable {}
extension LocalDateTime: RowDecodable {}
extension Instant: RowDecodable {}
extension Period: RowDecodable {}
extension Numeric: RowDecodable {}
extension JSONText: RowDecodable {}
extension UniqueID: RowDecodable {}
extension Array: RowDecodable where Element: PostgresDecodable {}
extension Optional: RowDecodable where Wrapped: PostgresDecodable {}
