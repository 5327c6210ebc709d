internal import People
public import Postgres
public import Store

/// What somebody asked about their own records, and by when the law wants an answer.
public struct PrivacyRequest: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<PrivacyRequest>

  /// What is asked for.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case access, erase, correct, restrict
  }

  /// Where a request stands; the moves between are rows of `privacy.request_move`.
  public enum State: String, Codable, Sendable, CaseIterable {
    case received, verified
    case inProgress = "in progress"
    case extended, fulfilled
    case partlyRefused = "partly refused"
    case withdrawn
  }

  public let id: ID
  public let candidate: Int64
  public let name: String
  public let kind: Kind
  public let jurisdiction: String
  public let receivedOn: LocalDate
  public let dueOn: LocalDate
  public let state: State
}

// MARK: - SQL

extension PrivacyRequest: RowDecodable {
  public static let columns: StaticString = """
    request.id, request.candidate_id, candidate.name, request.kind, request.jurisdiction, request.received_on,
    request.due_on, request.state
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    candidate = try row.next()
    name = try row.next()
    kind = try row.word()
    jurisdiction = try row.next()
    receivedOn = try row.next()
    dueOn = try row.next()
    state = try row.word()
  }

  static let all = Query<PrivacyRequest>(
    "privacy_request.all",
    """
    SELECT \(raw: columns)
      FROM privacy.request
      JOIN recruiting.candidate ON candidate.id = request.candidate_id
     ORDER BY request.due_on, request.id
    """)

  static func with(_ id: ID) -> Query<PrivacyRequest> {
    Query(
      "privacy_request.with",
      """
      SELECT \(raw: columns)
        FROM privacy.request
        JOIN recruiting.candidate ON candidate.id = request.candidate_id
       WHERE request.id = \(id)
      """)
  }

  static func add(_ kind: Kind, of candidate: Subject, receivedOn: LocalDate) -> Query<ID> {
    Query(
      "privacy_request.add",
      """
      INSERT INTO privacy.request (entity_id, candidate_id, kind, jurisdiction, received_on, due_on)
      SELECT \(candidate.entity), \(candidate.id), \(kind.rawValue), \(candidate.jurisdiction), \(receivedOn),
             privacy.due_on(\(receivedOn), \(candidate.jurisdiction), false)
      RETURNING id
      """)
  }

  static func step(_ id: ID, to state: State, reason: String) -> Statement {
    Statement(
      "privacy_request.step",
      """
      INSERT INTO privacy.request_step (entity_id, request_id, goes, reason)
      SELECT request.entity_id, request.id, \(state.rawValue), \(reason) FROM privacy.request WHERE request.id = \(id)
      """)
  }
}
