public import Postgres
public import Store

/// What one operation brought of one kind: a line in the ledger of imports.
public struct Batch: Sendable, Identifiable, Codable, Equatable {
  public typealias ID = Identifier<Batch>

  public let id: ID
  /// What `muster import undo` takes.
  public let operation: Int64
  public let source: String
  public let kind: FactKind
  public let added: Int
  public let changed: Int
  public let unchanged: Int
  public let older: Int
  public let repeated: Int
  public let refused: Int
  public let mergedAt: Instant
  /// When it was undone; `nil` while it stands.
  public let undoneAt: Instant?
}

// MARK: - SQL

extension Batch: RowDecodable {
  public static let columns: StaticString = """
    batch.id, batch.operation_id, source.name, batch.kind, batch.added, batch.changed, batch.unchanged, batch.older,
    batch.repeated, batch.refused, batch.merged_at, batch.undone_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    operation = try row.next()
    source = try row.next()
    let name: String = try row.next()
    guard let kind = FactKind(rawValue: name) else {
      throw PostgresError(.decoding, "a batch of a kind this program does not know")
    }
    self.kind = kind
    added = try row.next()
    changed = try row.next()
    unchanged = try row.next()
    older = try row.next()
    repeated = try row.next()
    refused = try row.next()
    mergedAt = try row.next()
    undoneAt = try row.next()
  }

  static func newest(_ limit: Int) -> Query<Batch> {
    Query(
      "batch.newest",
      """
      SELECT \(raw: columns)
        FROM workload.batch
        JOIN workload.source ON source.id = batch.source_id
       ORDER BY batch.merged_at DESC, batch.id DESC
       LIMIT \(limit)
      """)
  }
}
