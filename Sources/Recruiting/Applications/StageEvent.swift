internal import People
public import Postgres
public import Store

/// One thing that happened to an application: a move, an end, a reopening, or a correction of one of them.
public struct StageEvent: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<StageEvent>

  public enum Verb: String, Codable, Sendable, CaseIterable {
    case enter, end, reopen, correct, undo
  }

  public let id: ID
  public let verb: Verb
  public let stage: String
  public let end: Application.End?
  public let reason: String?
  public let note: String
  public let happenedAt: Instant
  /// Why its date cannot be trusted.
  public let doubt: String?
  public let supersedes: ID?
}

// MARK: - SQL

extension StageEvent: RowDecodable {
  public static let columns: StaticString = """
    event.id, event.verb, stage.name, event.end_kind, reason.name, event.note, event.happened_at, event.doubt,
    event.supersedes_id
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    verb = try row.word()
    stage = try row.next()
    end = (try row.next(String?.self)).flatMap(Application.End.init)
    reason = try row.next()
    note = try row.next()
    happenedAt = try row.next()
    doubt = try row.next()
    supersedes = try row.next()
  }

  static func of(_ application: Application.ID) -> Query<StageEvent> {
    Query(
      "stage_event.of",
      """
      SELECT \(raw: columns)
        FROM recruiting.stage_event AS event
        JOIN recruiting.stage ON stage.id = event.stage_id
        LEFT JOIN recruiting.reason ON reason.id = event.reason_id
       WHERE event.application_id = \(application)
       ORDER BY event.id
      """)
  }

  /// Moves an application to a stage.
  static func enter(_ application: Application, _ stage: Stage.ID, reason: Reason.ID?, note: String) -> Statement {
    Statement(
      "stage_event.enter",
      """
      INSERT INTO recruiting.stage_event
          (entity_id, application_id, requisition_id, from_stage_id, stage_id, reason_id, note)
      VALUES (\(application.entity), \(application.id), \(application.requisitionID), \(application.stageID), \(stage),
              \(reason), \(note))
      """)
  }

  /// Ends an application where it stands, or reopens it there.
  static func turn(
    _ application: Application, _ verb: Verb, _ end: Application.End?, reason: Reason.ID?, note: String
  ) -> Statement {
    Statement(
      "stage_event.turn",
      """
      INSERT INTO recruiting.stage_event
          (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, end_kind, reason_id, note)
      VALUES (\(application.entity), \(application.id), \(application.requisitionID), \(verb.rawValue),
              \(application.stageID), \(application.stageID), \(end?.rawValue), \(reason), \(note))
      """)
  }

  /// Takes the place of an earlier event, with another date, and says why.
  static func correct(_ event: ID, happenedAt: Instant, note: String) -> Statement {
    Statement(
      "stage_event.correct",
      """
      INSERT INTO recruiting.stage_event
          (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, end_kind, reason_id, note,
           happened_at, supersedes_id)
      SELECT entity_id, application_id, requisition_id, 'correct', from_stage_id, stage_id, end_kind, reason_id, \(note),
             \(happenedAt), id
        FROM recruiting.stage_event
       WHERE id = \(event)
      """)
  }

  /// The first stage of a pipeline in which an application begins.
  static func begin(_ application: Application.ID, at kind: Stage.Kind) -> Statement {
    Statement(
      "stage_event.begin",
      """
      INSERT INTO recruiting.stage_event (entity_id, application_id, requisition_id, stage_id, happened_at)
      SELECT application.entity_id, application.id, application.requisition_id, stage.id, application.applied_at
        FROM recruiting.application
        JOIN recruiting.stage ON stage.pipeline_id = application.pipeline_id AND stage.kind = \(kind.rawValue)
       WHERE application.id = \(application)
       ORDER BY stage.rank
       LIMIT 1
      """)
  }
}
