public import People
public import Postgres
public import Store

/// One person's card in one issue, and how far it is.
public struct Card: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Card>

  public let id: ID
  public let person: Person.ID
  public let name: String
  public let number: String?
  public let team: String?
  public let period: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let issue: Int
  public let reason: String?
  public let asOf: Instant
  public let peers: String
  public let tenureDays: Int
  public let standing: Standing
  public let since: Instant
  /// SHA-256 of its text, in hexadecimal.
  public let hash: String
  public let replaces: ID?

  /// How far a card is.
  public enum Standing: String, Codable, Sendable, CaseIterable {
    case computed
    case inReview = "in review"
    case signed, acknowledged, objected, countersigned, published, reissued
  }
}

/// Who took which step with a card.
public struct Signature: Codable, Sendable, Equatable {
  public let standing: Card.Standing
  public let by: String
  public let at: Instant
  public let comment: String?
}

/// A card with its figures and signatures: all that a page of it shows.
public struct CardPage: Codable, Sendable, Equatable {
  public let card: Card
  public let figures: [Measure]
  public let signatures: [Signature]
}

// MARK: - SQL

extension Card: RowDecodable {
  public static let columns: StaticString = """
    card.id, card.person_id, card.body::jsonb ->> 'name', card.body::jsonb ->> 'number', card.body::jsonb ->> 'team',
    period.code, period.starts_on, period.ends_on, card.number, card.body::jsonb ->> 'reason',
    (card.body::jsonb ->> 'asOf')::timestamptz, card.body::jsonb ->> 'peers',
    (card.body::jsonb ->> 'tenureDays')::bigint, card.state, card.since, encode(card.content_hash, 'hex'),
    card.replaces_id
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    name = try row.next()
    number = try row.next()
    team = try row.next()
    period = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    issue = try row.next()
    reason = try row.next()
    asOf = try row.next()
    peers = try row.next()
    tenureDays = try row.next()
    standing = try row.word()
    since = try row.next()
    hash = try row.next()
    replaces = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM scorecards.standing AS card
      JOIN scorecards.period ON period.id = card.period_id
     WHERE \(condition)
     ORDER BY card.body::jsonb ->> 'team', card.body::jsonb ->> 'name', card.id
    """
  }

  /// The cards of a period that were not replaced, or all there ever were.
  static func all(of period: Period.ID, withReplaced: Bool = false) -> Query<Card> {
    Query("card.all", list("card.period_id = \(period) AND (card.state <> 'reissued' OR \(withReplaced))"))
  }

  /// A person's cards, the newest issue first in use.
  static func of(_ person: Person.ID, in period: Period.ID) -> Query<Card> {
    Query("card.of", list("card.period_id = \(period) AND card.person_id = \(person) AND card.state <> 'reissued'"))
  }

  static func with(_ id: ID) -> Query<Card> {
    Query("card.with", list("card.id = \(id)"))
  }

  /// A person's published cards, the earliest period first.
  static func history(of person: Person.ID) -> Query<Card> {
    Query(
      "card.history",
      """
      SELECT \(raw: columns)
        FROM scorecards.standing AS card
        JOIN scorecards.period ON period.id = card.period_id
       WHERE card.person_id = \(person) AND card.state = 'published'
       ORDER BY period.starts_on, period.id
      """)
  }

  /// The texts of a period's cards as they were signed.
  static func texts(of period: Period.ID) -> SQL {
    """
    SELECT snapshot.id, snapshot.body
      FROM scorecards.snapshot JOIN scorecards.issue ON issue.id = snapshot.issue_id
     WHERE issue.period_id = \(period)
    """
  }

  var figures: Query<Measure> {
    Query(
      "card.figures",
      """
      SELECT \(raw: Measure.columns)
        FROM scorecards.snapshot
       CROSS JOIN LATERAL jsonb_to_recordset(snapshot.body::jsonb -> 'figures') AS \(raw: Measure.recordset)
       WHERE snapshot.id = \(id)
      """)
  }

  var signatures: Query<Signature> {
    Query(
      "signature.of",
      """
      SELECT \(raw: Signature.columns)
        FROM scorecards.signature
        LEFT JOIN people.person ON person.id = signature.signed_by
       WHERE signature.snapshot_id = \(id)
       ORDER BY signature.id
      """)
  }

  /// Writes many cards at once, each with what it replaces.
  static func add(
    _ cards: [(subject: CardSubject, text: String, replaces: ID?)], to issue: Issue, _ period: Period
  )
    -> Statement
  {
    Statement(
      "snapshot.add",
      """
      INSERT INTO scorecards.snapshot (entity_id, issue_id, person_id, team_id, replaces_id, body)
      SELECT \(period.entity), \(issue.id), card.person_id, card.team_id, card.replaces_id, card.body
        FROM unnest(\(cards.map(\.subject.person)), \(cards.map(\.subject.team)), \(cards.map(\.replaces)),
                    \(cards.map(\.text))) AS card (person_id, team_id, replaces_id, body)
      """)
  }
}

extension Signature: RowDecodable {
  public static let columns: StaticString = """
    signature.state, coalesce(person.name, 'somebody you cannot see'), signature.signed_at, signature.comment
    """

  public init(row: inout Row) throws(PostgresError) {
    standing = try row.word()
    by = try row.next()
    at = try row.next()
    comment = try row.next()
  }

  /// Takes the step with the cards of a period whose turn it is: all of them, or those of some people.
  ///
  /// A step that needs a word about each, as over an objection, is for cards by name only; one's own card needs none.
  static func take(
    _ step: Card.Standing, in period: Period.ID, of people: [Person.ID]?, comment: String?
  ) -> Query<Identifier<Card>> {
    let isAll = people == nil
    return Query(
      "signature.take",
      """
      INSERT INTO scorecards.signature (snapshot_id, state, comment)
      SELECT card.id, \(step.rawValue), \(comment)
        FROM scorecards.standing AS card
       WHERE card.period_id = \(period) AND card.state <> 'reissued'
         AND CASE WHEN \(isAll)
                  THEN card.state IN (SELECT from_state FROM scorecards.transition
                                      WHERE to_state = \(step.rawValue) AND (who = 'agent' OR NOT needs_comment))
                  ELSE card.person_id = ANY (\(people ?? [])) END
       ORDER BY card.id
      RETURNING snapshot_id
      """)
  }
}
