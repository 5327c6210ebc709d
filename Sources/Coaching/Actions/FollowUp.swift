public import People
public import Postgres
public import Store

/// Looking again on a day: whether it got better, and what shows it.
public struct FollowUp: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<FollowUp>

  public let id: ID
  public let session: CoachingSession.ID
  public let dueOn: LocalDate
  public let question: String
  /// `nil` until somebody looked.
  public let outcome: String?
  public let evidence: String?
  public let answeredAt: Instant?
}

/// What a session was about in another room, by kind and code.
public struct SessionReference: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case evaluation, scorecard, metric, contact
    case curriculumItem = "curriculum item"
  }

  public let kind: Kind
  /// As that room writes it: an id, a metric's code, a curriculum item's code.
  public let code: String

  public init(_ kind: Kind, _ code: String) {
    self.kind = kind
    self.code = code
  }
}

/// A wish that somebody be trained, which the room that teaches answers.
public struct TrainingRequest: Codable, Sendable, Identifiable, Equatable {
  public let id: Identifier<TrainingRequest>
  public let person: Person.ID
  public let personName: String
  public let curriculum: String
  public let source: String
  public let reference: String
  public let dueOn: LocalDate?
  public let requestedAt: Instant
}

// MARK: - SQL

extension FollowUp: RowDecodable {
  public static let columns: StaticString = """
    follow_up.id, follow_up.session_id, follow_up.due_on, follow_up.question, follow_up.outcome, follow_up.evidence,
    follow_up.answered_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    session = try row.next()
    dueOn = try row.next()
    question = try row.next()
    outcome = try row.next()
    evidence = try row.next()
    answeredAt = try row.next()
  }

  static func of(_ session: CoachingSession.ID) -> Query<FollowUp> {
    Query(
      "follow_up.of",
      """
      SELECT \(raw: columns)
        FROM coaching.follow_up
       WHERE follow_up.session_id = \(session)
       ORDER BY follow_up.due_on, follow_up.id
      """)
  }

  static func ask(_ question: String, on day: LocalDate, after session: CoachingSession.ID) -> Query<ID> {
    Query(
      "follow_up.ask",
      """
      INSERT INTO coaching.follow_up (entity_id, session_id, person_id, due_on, question)
      SELECT session.entity_id, session.id, session.person_id, \(day), \(question)
        FROM coaching.session
       WHERE session.id = \(session)
      RETURNING id
      """)
  }

  static func answer(_ id: ID, _ outcome: String, evidence: String?) -> Statement {
    Statement(
      "follow_up.answer",
      "UPDATE coaching.follow_up SET outcome = \(outcome), evidence = \(evidence) WHERE id = \(id)")
  }
}

extension SessionReference: RowDecodable {
  public static let columns: StaticString = "reference.kind, reference.code"

  public init(row: inout Row) throws(PostgresError) {
    kind = try row.word()
    code = try row.next()
  }

  static func of(_ session: CoachingSession.ID) -> Query<SessionReference> {
    Query(
      "reference.of",
      """
      SELECT \(raw: columns)
        FROM coaching.reference
       WHERE reference.session_id = \(session)
       ORDER BY reference.kind, reference.code
      """)
  }

  func add(to session: CoachingSession.ID) -> Statement {
    Statement(
      "reference.add",
      """
      INSERT INTO coaching.reference (entity_id, session_id, person_id, kind, code)
      SELECT session.entity_id, session.id, session.person_id, \(kind.rawValue), \(code)
        FROM coaching.session
       WHERE session.id = \(session)
      """)
  }
}

extension TrainingRequest: RowDecodable {
  public static let columns: StaticString = """
    request.id, request.person_id, person.name, request.curriculum, request.source, request.reference, request.due_on,
    request.requested_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    personName = try row.next()
    curriculum = try row.next()
    source = try row.next()
    reference = try row.next()
    dueOn = try row.next()
    requestedAt = try row.next()
  }

  /// Asks that whoever a session is with be trained.
  static func ask(_ curriculum: String, due: LocalDate?, from session: CoachingSession.ID) -> Statement {
    Statement(
      "training_request.ask",
      """
      INSERT INTO people.training_request (entity_id, person_id, curriculum, source, reference, due_on)
      SELECT session.entity_id, session.person_id, \(curriculum), 'coaching', 'session ' || session.id, \(due)
        FROM coaching.session
       WHERE session.id = \(session)
      """)
  }

  static func of(_ session: CoachingSession.ID) -> Query<TrainingRequest> {
    Query(
      "training_request.of",
      """
      SELECT \(raw: columns)
        FROM people.training_request AS request
        JOIN people.person ON person.id = request.person_id
       WHERE request.source = 'coaching'
         AND request.reference = 'session ' || \(session)
         AND request.withdrawn_at IS NULL
       ORDER BY request.id
      """)
  }
}
