internal import People
public import Postgres
public import Store

/// One seat: it is offered to one application at a time, and filled by one.
public struct Opening: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Opening>

  public enum State: String, Codable, Sendable, CaseIterable {
    case planned, approved, open, reserved, filled, occupied, cancelled
  }

  public let id: ID
  public let requisition: String
  public let number: Int
  public let className: String?
  /// Not told of a seat that another system kept.
  public let startsOn: LocalDate?
  public let weeklyMinutes: Int
  public let state: State
  /// The application that fills it; `nil` for who may not see applications, too.
  public let application: String?
}

// MARK: - SQL

extension Opening: RowDecodable {
  public static let columns: StaticString = """
    opening.id, requisition.code, opening.number, class.name, opening.starts_on, opening.weekly_minutes, opening.state
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    requisition = try row.next()
    number = try row.next()
    className = try row.next()
    startsOn = try row.next()
    weeklyMinutes = try row.next()
    state = try row.word()
    application = try row.next()
  }

  /// Whether the caller may know which application fills a seat: a planner counts seats and sees no candidate.
  private static let seesApplications = Query<Bool>(
    "opening.sees_applications",
    "SELECT has_column_privilege('recruiting.opening'::regclass, 'application_id', 'SELECT')")

  static func of(_ requisition: Requisition.ID?, in tx: Session) throws(PostgresError) -> [Opening] {
    let whose: SQL = try tx.one(seesApplications) ? "'A-' || opening.application_id" : "NULL::text"
    return try tx.all(of(requisition, filledBy: whose))
  }

  private static func of(_ requisition: Requisition.ID?, filledBy whose: SQL) -> Query<Opening> {
    Query(
      "opening.of",
      """
      SELECT \(raw: columns), \(whose)
        FROM recruiting.opening
        JOIN recruiting.requisition ON requisition.id = opening.requisition_id
        LEFT JOIN people.training_class AS class ON class.id = opening.class_id
       WHERE (\(requisition) IS NULL OR opening.requisition_id = \(requisition))
       ORDER BY requisition.code, opening.number
      """)
  }

  /// Adds seats behind those there are.
  static func add(
    _ count: Int, to requisition: Requisition, into trainingClass: TrainingClass.ID?, on startsOn: LocalDate,
    weeklyMinutes: Int
  ) -> Statement {
    Statement(
      "opening.add",
      """
      INSERT INTO recruiting.opening (entity_id, requisition_id, number, class_id, starts_on, weekly_minutes)
      SELECT \(requisition.entity), \(requisition.id), coalesce(known.last, 0) + made, \(trainingClass), \(startsOn),
             \(Int32(weeklyMinutes))
        FROM (SELECT max(number) AS last FROM recruiting.opening WHERE requisition_id = \(requisition.id)) AS known
       CROSS JOIN generate_series(1, \(Int32(count))) AS made
      """)
  }

  static func move(_ id: ID, to state: State, note: String) -> Statement {
    Statement(
      "opening.move", "UPDATE recruiting.opening SET state = \(state.rawValue), state_note = \(note) WHERE id = \(id)")
  }

  static func shift(_ id: ID, into trainingClass: TrainingClass) -> Statement {
    Statement(
      "opening.shift",
      """
      UPDATE recruiting.opening
         SET class_id = \(trainingClass.id), starts_on = \(trainingClass.startsOn)
       WHERE id = \(id)
      """)
  }
}
