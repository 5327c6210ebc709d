public import People
public import Postgres
public import Store

/// What somebody says to what was shared with them.
///
/// It is given once and never changed. Who disagrees is kept, and holds nothing up.
public struct Acknowledgement: Codable, Sendable, Equatable {
  public enum Stance: String, Codable, Sendable, CaseIterable {
    case agree, disagree
    case agreeWithComment = "agree with comment"
  }

  public let by: Person.ID
  public let byName: String
  public let stance: Stance
  public let comment: String
  public let at: Instant
}

/// Who else takes part: the other party of a conflict, or HR, which signed itself in.
public struct Participant: Codable, Sendable, Equatable {
  public enum Part: String, Codable, Sendable {
    case party, hr
  }

  public let person: Person.ID
  public let name: String
  public let part: Part
}

// MARK: - SQL

extension Acknowledgement: RowDecodable {
  public static let columns: StaticString = """
    given.acknowledged_by, coalesce(person.name, coaching.name_of(given.acknowledged_by), '#' || given.acknowledged_by),
    given.stance, given.comment, given.acknowledged_at
    """

  public init(row: inout Row) throws(PostgresError) {
    by = try row.next()
    byName = try row.next()
    stance = try row.word()
    comment = try row.next()
    at = try row.next()
  }

  static func of(_ session: CoachingSession.ID) -> Query<Acknowledgement> {
    Query(
      "acknowledgement.of",
      """
      SELECT \(raw: columns)
        FROM coaching.acknowledgement AS given
        LEFT JOIN people.person ON person.id = given.acknowledged_by
       WHERE given.session_id = \(session)
       ORDER BY given.id
      """)
  }
}

extension Participant: RowDecodable {
  public static let columns: StaticString = """
    guest.participant_id, coalesce(person.name, coaching.name_of(guest.participant_id), '#' || guest.participant_id),
    guest.part
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    part = try row.word()
  }

  static func of(_ session: CoachingSession.ID) -> Query<Participant> {
    Query(
      "participant.of",
      """
      SELECT \(raw: columns)
        FROM coaching.participant AS guest
        LEFT JOIN people.person ON person.id = guest.participant_id
       WHERE guest.session_id = \(session)
       ORDER BY guest.id
      """)
  }

  /// Lets a person in; `nil` is whoever asks.
  static func add(_ person: Person.ID?, as part: Part, to session: CoachingSession.ID) -> Statement {
    Statement(
      "participant.add",
      """
      INSERT INTO coaching.participant (entity_id, session_id, person_id, participant_id, part)
      SELECT session.entity_id, session.id, session.person_id, coalesce(\(person), sec.me()), \(part.rawValue)
        FROM coaching.session
       WHERE session.id = \(session)
      """)
  }
}
