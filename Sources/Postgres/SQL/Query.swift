/// A named statement and the type its rows become.
///
/// The name, `table.verb`, heads the statement as a comment, so the server's log and `pg_stat_statements` speak the
/// same words as the code.
public struct Query<Row: RowDecodable>: Sendable {
  public let name: StaticString
  /// The statement behind its heading.
  public let sql: SQL

  public init(_ name: StaticString, _ sql: SQL) {
    self.name = name
    self.sql = sql.headed(name)
  }
}

/// A named statement that returns no rows.
public struct Statement: Sendable {
  public let name: StaticString
  /// The statement behind its heading.
  public let sql: SQL

  public init(_ name: StaticString, _ sql: SQL) {
    self.name = name
    self.sql = sql.headed(name)
  }
}
