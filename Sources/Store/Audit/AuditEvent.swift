public import Postgres

/// One change of one row, or one read that is worth remembering.
public struct AuditEvent: Sendable, Codable, Identifiable {
  public let id: Int64
  public let at: Instant
  /// The operation it belongs to; `nil` for what a master of the database did by hand.
  public let operationID: Int64?
  /// Who was connected.
  public let login: String
  /// Whom they acted as.
  public let acting: String
  /// The table, such as `people.employment`.
  public let relation: String
  /// `insert`, `update`, `delete`, `read`.
  public let verb: String
  /// The row's key, as JSON.
  public let key: String?
  /// What changed, as JSON: each column's value before and after, a personal one as a digest nobody can read back.
  public let diff: String?
}

/// Which events are asked for; what is not said does not narrow.
public struct AuditFilter: Sendable {
  public var relation: String?
  public var login: String?
  public var operationID: Int64?
  /// Only events before this one, to read on backwards.
  public var before: Int64?

  public init(relation: String? = nil, login: String? = nil, operationID: Int64? = nil, before: Int64? = nil) {
    self.relation = relation
    self.login = login
    self.operationID = operationID
    self.before = before
  }
}

// MARK: - SQL

extension AuditEvent: RowDecodable {
  public static let columns: StaticString = """
    event.id, event.at, event.operation_id, event.login::text, event.acting::text, event.relation, event.verb,
    event.key, event.diff
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    at = try row.next()
    operationID = try row.next()
    login = try row.next()
    acting = try row.next()
    relation = try row.next()
    verb = try row.next()
    key = (try row.next(JSONText?.self))?.text
    diff = (try row.next(JSONText?.self))?.text
  }

  /// The newest events first.
  static func matching(_ filter: AuditFilter, limit: Int) -> Query<AuditEvent> {
    Query(
      "event.matching",
      """
      SELECT \(raw: columns)
        FROM audit.event
       WHERE (\(filter.relation) IS NULL OR event.relation = \(filter.relation))
         AND (\(filter.login) IS NULL OR event.login::text = \(filter.login) OR event.acting::text = \(filter.login))
         AND (\(filter.operationID) IS NULL OR event.operation_id = \(filter.operationID))
         AND (\(filter.before) IS NULL OR event.id < \(filter.before))
       ORDER BY event.id DESC
       LIMIT \(limit)
      """)
  }
}
