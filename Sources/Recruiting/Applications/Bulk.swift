internal import People
public import Postgres
public import Store

/// A change of many at once, kept under one number so that it can be undone as one.
public struct Batch: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Batch>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case `import`, move, reject, close, invite
  }

  public let id: ID
  public let kind: Kind
  public let name: String
  public let rows: Int
  public let by: String?
  public let at: Instant
  public let undoneAt: Instant?
}

/// What a bulk change came to.
public struct BulkReport: Codable, Sendable, Equatable {
  public let batch: Batch.ID
  public let touched: Int
}

/// What undoing a batch came to.
public struct UndoReport: Codable, Sendable, Equatable {
  public let undone: Int
  /// Applications that moved on since, and so were left alone.
  public let kept: Int
}

/// One bulk change as it is asked for: nothing happens when another number matches than was expected.
struct Bulk {
  let kind: Batch.Kind
  let name: String
  let filter: ApplicationFilter
  let expecting: Int?

  /// Moves everybody who matches to the stage of a name.
  func move(to stage: String, note: String, in tx: Session) throws -> BulkReport {
    try run(in: tx) { batch, ids in
      Statement(
        "bulk.move",
        """
        INSERT INTO recruiting.stage_event
            (entity_id, application_id, requisition_id, from_stage_id, stage_id, note, batch_id)
        SELECT application.entity_id, application.id, application.requisition_id, application.stage_id, stage.id, \(note),
               \(batch)
          FROM recruiting.application
          JOIN recruiting.stage
            ON stage.pipeline_id = application.pipeline_id AND lower(stage.name) = lower(\(stage))
         WHERE application.id = ANY (\(ids))
         ORDER BY application.id
        """)
    }
  }

  /// Ends everybody who matches.
  func end(_ end: Application.End, reason: Reason.ID?, note: String, in tx: Session) throws -> BulkReport {
    try run(in: tx) { batch, ids in
      Statement(
        "bulk.end",
        """
        INSERT INTO recruiting.stage_event
            (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, end_kind, reason_id, note, batch_id)
        SELECT application.entity_id, application.id, application.requisition_id, 'end', application.stage_id,
               application.stage_id, \(end.rawValue), \(reason), \(note), \(batch)
          FROM recruiting.application
         WHERE application.id = ANY (\(ids))
         ORDER BY application.id
        """)
    }
  }

  private func run(in tx: Session, _ statement: (Batch.ID, [Application.ID]) -> Statement) throws -> BulkReport {
    let found = try tx.all(Application.matching(filter))
    guard expecting == nil || expecting == found.count else {
      throw RecruitingError.countChanged(found: found.count, expected: expecting ?? 0)
    }
    guard let entity = found.first?.entity else { throw RecruitingError.unknown(.application, name, known: []) }
    let batch = try tx.one(Batch.add(kind, name, rows: found.count, of: entity))
    let touched = try tx.run(statement(batch, found.map(\.id)))
    guard touched == found.count else {
      throw RecruitingError.unreadable("\(found.count - touched) of them have no such stage in their pipeline.")
    }
    return BulkReport(batch: batch, touched: touched)
  }
}

// MARK: - SQL

extension Batch: RowDecodable {
  public static let columns: StaticString = """
    batch.id, batch.kind, batch.name, batch.rows, person.name, batch.created_at, batch.undone_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    kind = try row.word()
    name = try row.next()
    rows = try row.next()
    by = try row.next()
    at = try row.next()
    undoneAt = try row.next()
  }

  static let all = Query<Batch>(
    "batch.all",
    """
    SELECT \(raw: columns)
      FROM recruiting.batch
      LEFT JOIN people.person ON person.id = batch.created_by
     ORDER BY batch.id DESC
    """)

  static func add(_ kind: Kind, _ name: String, rows: Int, of entity: LegalEntity.ID) -> Query<ID> {
    Query(
      "batch.add",
      """
      INSERT INTO recruiting.batch (entity_id, kind, name, rows)
      VALUES (\(entity), \(kind.rawValue), \(name), \(Int32(rows)))
      RETURNING id
      """)
  }

  static func undo(_ batch: ID, why: String) -> Query<UndoReport> {
    Query("batch.undo", "SELECT \(raw: UndoReport.columns) FROM recruiting.undo_batch(\(batch), \(why))")
  }
}

extension UndoReport: RowDecodable {
  public static let columns: StaticString = "undone, kept"

  public init(row: inout Row) throws(PostgresError) {
    undone = try row.next()
    kept = try row.next()
  }
}
