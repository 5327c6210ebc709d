import People
public import Postgres
public import Store

/// Everything about one person that its reader may see, for them to take along.
public struct CoachingHistory: Codable, Sendable, Equatable {
  public let records: [SessionRecord]
  /// Whenever HR broke the glass over a note about them.
  public let readings: [GlassReading]
}

/// That HR read a note, when and why.
public struct GlassReading: Codable, Sendable, Equatable {
  public let note: Note.ID
  public let session: CoachingSession.ID
  public let readerName: String
  public let reason: String
  public let brokenAt: Instant
}

/// How long a class of things is kept, and how much of it is older.
public struct RetentionRow: Codable, Sendable, Equatable {
  public enum Class: String, Codable, Sendable, CaseIterable {
    case action
    case privateNote = "private note"
    case hrNote = "hr note"
    case sharedNote = "shared note"
    case followUp = "follow-up"
  }

  public let entity: String
  public let things: Class
  public let months: Int
  /// Whether the company decided so; else it is a usual start to ask counsel with.
  public let isDecided: Bool
  public let reason: String
  public let kept: Int
  public let older: Int
}

// MARK: - SQL

extension GlassReading: RowDecodable {
  public static let columns: StaticString = """
    glass.note_id, glass.session_id, coalesce(person.name, coaching.name_of(glass.reader_id), '#' || glass.reader_id),
    glass.reason, glass.broken_at
    """

  public init(row: inout Row) throws(PostgresError) {
    note = try row.next()
    session = try row.next()
    readerName = try row.next()
    reason = try row.next()
    brokenAt = try row.next()
  }

  static func about(_ person: Person.ID?) -> Query<GlassReading> {
    Query(
      "glass.about",
      """
      SELECT \(raw: columns)
        FROM coaching.glass
        LEFT JOIN people.person ON person.id = glass.reader_id
       WHERE glass.person_id = coalesce(\(person), sec.me())
       ORDER BY glass.broken_at
      """)
  }
}

extension RetentionRow: RowDecodable {
  public static let columns: StaticString = """
    plan.entity, plan.class, plan.months, plan.is_decided, plan.reason, plan.kept, plan.older
    """

  public init(row: inout Row) throws(PostgresError) {
    entity = try row.next()
    things = try row.word()
    months = Int(try row.next(Int32.self))
    isDecided = try row.next()
    reason = try row.next()
    kept = try row.next()
    older = try row.next()
  }

  static let all = Query<RetentionRow>(
    "retention.plan", "SELECT \(raw: columns) FROM coaching.retention_plan() AS plan")

  static func decide(_ things: Class, _ months: Int, _ reason: String, of entity: LegalEntity.ID) -> Statement {
    Statement(
      "retention.decide",
      """
      INSERT INTO coaching.retention (entity_id, class, months, reason)
      VALUES (\(entity), \(things.rawValue), \(Int32(clamping: months)), \(reason))
      """)
  }
}
