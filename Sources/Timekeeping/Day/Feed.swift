public import People
public import Postgres
public import Store

/// What one operation brought of the states that agents were seen in: a line in the ledger of imports.
public struct Feed: Sendable, Identifiable, Codable, Equatable {
  public typealias ID = Identifier<Feed>

  public let id: ID
  /// What `muster import undo` takes.
  public let operation: Int64
  public let source: String
  public let added: Int
  public let unchanged: Int
  public let refused: Int
  public let takenAt: Instant
  /// When it was undone; `nil` while it stands.
  public let undoneAt: Instant?
}

extension Timekeeping {
  /// Feeds of states, the newest first.
  public func feeds(limit: Int = 50) async throws(TimekeepingError) -> [Feed] {
    try await read { try $0.all(Feed.newest(limit)) }
  }

  /// Writes down what this operation brought, entity by entity.
  ///
  /// - Parameters:
  ///   - seen: How many states were told of people of each entity; none, and nothing is written down.
  ///   - refused: How many rows could not be taken; they are of no entity and stand with the first.
  public static func note(
    _ seen: [LegalEntity.ID: Int], refused: Int, source: String, in tx: Session
  ) throws {
    let counts = seen.sorted { $0.key.rawValue < $1.key.rawValue }
    try tx.run(
      Statement(
        "feed.note",
        """
        INSERT INTO timekeeping.feed (entity_id, source, added, unchanged, refused)
        SELECT told.entity_id, \(source), new.spells, told.spells - new.spells,
               CASE WHEN told.place = 1 THEN \(Int64(refused)) ELSE 0 END
          FROM unnest(\(counts.map(\.key)), \(counts.map { Int64($0.value) }))
               WITH ORDINALITY AS told (entity_id, spells, place),
               LATERAL (SELECT count(*) AS spells
                          FROM timekeeping.state_spell AS spell
                         WHERE spell.operation_id = op.current()
                           AND spell.entity_id = told.entity_id
                           AND spell.source = \(source)) AS new
        """))
  }
}

// MARK: - SQL

extension Feed: RowDecodable {
  public static let columns: StaticString = """
    feed.id, feed.operation_id, feed.source, feed.added, feed.unchanged, feed.refused, feed.taken_at, feed.undone_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    operation = try row.next()
    source = try row.next()
    added = try row.next()
    unchanged = try row.next()
    refused = try row.next()
    takenAt = try row.next()
    undoneAt = try row.next()
  }

  static func newest(_ limit: Int) -> Query<Feed> {
    Query(
      "feed.newest",
      "SELECT \(raw: columns) FROM timekeeping.feed ORDER BY feed.taken_at DESC, feed.id DESC LIMIT \(limit)")
  }

  /// The one with this operation's states is undone by the caller, now.
  static func undo(_ operation: Int64) -> Statement {
    Statement(
      "feed.undo",
      """
      UPDATE timekeeping.feed SET undone_by = sec.me(), undone_at = now()
       WHERE operation_id = \(operation) AND undone_at IS NULL
      """)
  }
}
