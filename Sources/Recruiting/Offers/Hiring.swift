public import People
public import Postgres
public import Store

/// A hire and everything it made: the person, the spell, the seat in a class.
public struct Hiring: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Hiring>

  public enum End: String, Codable, Sendable, CaseIterable {
    case undone
    case noShow = "no_show"
  }

  public let id: ID
  public let application: Application.ID
  public let candidate: String
  public let requisition: String
  public let className: String?
  /// The seat's number in the class.
  public let seat: Int?
  public let person: Person.ID?
  /// Whether they were on the books before.
  public let isReturning: Bool
  public let startsOn: LocalDate
  public let startedAt: Instant?
  public let end: End?
}

// MARK: - SQL

extension Hiring: RowDecodable {
  public static let columns: StaticString = """
    hire.id, hire.application_id, candidate.name, requisition.code, class.name, hire.seat, hire.person_id,
    NOT hire.is_new_person, hire.starts_on, hire.started_at, hire.end_kind
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    application = try row.next()
    candidate = try row.next()
    requisition = try row.next()
    className = try row.next()
    seat = try row.next()
    person = try row.next()
    isReturning = try row.next()
    startsOn = try row.next()
    startedAt = try row.next()
    end = (try row.next(String?.self)).flatMap(End.init)
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.hire
      JOIN recruiting.candidate ON candidate.id = hire.candidate_id
      JOIN recruiting.requisition ON requisition.id = hire.requisition_id
      LEFT JOIN people.training_class AS class ON class.id = hire.class_id
     WHERE \(condition)
     ORDER BY hire.starts_on, candidate.name, hire.id
    """
  }

  static let all = Query<Hiring>("hire.all", list("true"))

  static func with(_ id: ID) -> Query<Hiring> {
    Query("hire.with", list("hire.id = \(id)"))
  }

  /// The hire that stands for an application.
  static func live(of application: Application.ID) -> Query<Hiring> {
    Query("hire.live", list("hire.application_id = \(application) AND hire.ended_at IS NULL"))
  }

  static func make(_ offer: Offer.ID, note: String) -> Query<ID> {
    Query("hire.make", "SELECT recruiting.hire(\(offer), \(note))")
  }

  static func undo(_ hire: ID, why: String) -> Statement {
    Statement("hire.undo", "SELECT recruiting.undo_hire(\(hire), \(why))")
  }

  static func start(_ hire: ID) -> Statement {
    Statement("hire.start", "SELECT recruiting.start_hire(\(hire))")
  }

  static func noShow(_ hire: ID, why: String) -> Statement {
    Statement("hire.no_show", "SELECT recruiting.no_show(\(hire), \(why))")
  }
}
