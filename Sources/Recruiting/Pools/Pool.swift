internal import People
public import Postgres
public import Store

/// People we may ask again, until a day they agreed to.
public struct Pool: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Pool>

  public let id: ID
  public let name: String
  public let season: String?
  /// Members whose consent still holds.
  public let members: Int
}

/// Somebody in a pool.
public struct PoolMember: Codable, Sendable, Equatable {
  public let candidate: Candidate.ID
  public let name: String
  public let expiresOn: LocalDate
}

/// A colleague's word for a candidate, once a season.
public struct Referral: Codable, Sendable, Identifiable, Equatable {
  public let id: Identifier<Referral>
  public let candidate: String
  public let season: String
  public let referrer: String
  public let bonusState: String
  /// In minor units, where one was said.
  public let bonus: Int64?

  /// What becomes of a bonus.
  public enum Bonus: String, Codable, Sendable, CaseIterable {
    case open, earned, paid, lapsed
  }
}

// MARK: - SQL

extension Pool: RowDecodable {
  public static let columns: StaticString = "pool.id, pool.name, pool.season, member.members"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    season = try row.next()
    members = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.pool
     CROSS JOIN LATERAL (
           SELECT count(*) AS members
             FROM recruiting.pool_member AS member
            WHERE member.pool_id = pool.id AND member.left_at IS NULL AND member.expires_on >= current_date
         ) AS member
     WHERE \(condition)
     ORDER BY pool.name
    """
  }

  static let all = Query<Pool>("pool.all", list("true"))

  static func named(_ name: String, in entity: LegalEntity.ID) -> Query<Pool> {
    Query("pool.of", list("pool.entity_id = \(entity) AND pool.name = \(name)"))
  }

  static func invite(_ id: ID, to requisition: Requisition.ID, batch: Batch.ID) -> Query<Int> {
    Query("pool.invite", "SELECT recruiting.invite_pool(\(requisition), \(batch), \(id))")
  }

  /// Finds a pool by its name, or founds it.
  static func named(_ name: String, for candidate: Candidate, season: String?) -> Query<ID> {
    Query(
      "pool.named",
      """
      WITH made AS (
          INSERT INTO recruiting.pool (entity_id, name, season)
          VALUES (\(candidate.entity), \(name), \(season))
              ON CONFLICT DO NOTHING
          RETURNING id
      )
      SELECT id FROM made
      UNION ALL
      SELECT id FROM recruiting.pool WHERE entity_id = \(candidate.entity) AND name = \(name)
       LIMIT 1
      """)
  }

  static func add(_ candidate: Candidate, to pool: ID, consentedOn: LocalDate, expiresOn: LocalDate) -> Statement {
    Statement(
      "pool_member.add",
      """
      INSERT INTO recruiting.pool_member (entity_id, pool_id, candidate_id, consented_on, expires_on)
      VALUES (\(candidate.entity), \(pool), \(candidate.id), \(consentedOn), \(expiresOn))
      """)
  }

  /// Lets everybody go whose consent has run out on a day.
  static func expire(on day: LocalDate) -> Statement {
    Statement(
      "pool_member.expire",
      "UPDATE recruiting.pool_member SET left_at = now() WHERE left_at IS NULL AND expires_on <= \(day)")
  }
}

extension PoolMember: RowDecodable {
  public static let columns: StaticString = "member.candidate_id, candidate.name, member.expires_on"

  public init(row: inout Row) throws(PostgresError) {
    candidate = try row.next()
    name = try row.next()
    expiresOn = try row.next()
  }

  static func of(_ pool: String) -> Query<PoolMember> {
    Query(
      "pool_member.of",
      """
      SELECT \(raw: columns)
        FROM recruiting.pool
        JOIN recruiting.pool_member AS member ON member.pool_id = pool.id
        JOIN recruiting.candidate ON candidate.id = member.candidate_id
       WHERE pool.name = \(pool) AND member.left_at IS NULL
       ORDER BY candidate.name
      """)
  }
}

extension Referral: RowDecodable {
  public static let columns: StaticString = """
    referral.id, candidate.name, referral.season, coalesce(person.name, '#' || referral.referrer_id), referral.bonus_state,
    referral.bonus_minor
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    candidate = try row.next()
    season = try row.next()
    referrer = try row.next()
    bonusState = try row.next()
    bonus = try row.next()
  }

  static func list(_ id: Identifier<Referral>? = nil) -> Query<Referral> {
    Query(
      "referral.list",
      """
      SELECT \(raw: columns)
        FROM recruiting.referral
        JOIN recruiting.candidate ON candidate.id = referral.candidate_id
        LEFT JOIN people.person ON person.id = referral.referrer_id
       WHERE \(id) IS NULL OR referral.id = \(id)
       ORDER BY referral.season DESC, candidate.name
      """)
  }

  static func add(
    _ candidate: Candidate, season: String, by referrer: Person.ID
  ) -> Query<Identifier<Referral>> {
    Query(
      "referral.add",
      """
      INSERT INTO recruiting.referral (entity_id, candidate_id, season, referrer_id)
      VALUES (\(candidate.entity), \(candidate.id), \(season), \(referrer))
      RETURNING id
      """)
  }

  static func credit(
    _ candidate: Candidate, season: String, _ state: Bonus, amount: Int64?
  ) -> Query<Identifier<Referral>> {
    Query(
      "referral.credit",
      """
      UPDATE recruiting.referral
         SET bonus_state = \(state.rawValue), bonus_minor = coalesce(\(amount), bonus_minor),
             currency = CASE WHEN coalesce(\(amount), bonus_minor) IS NOT NULL
                             THEN (SELECT company.currency FROM people.legal_entity AS company
                                    WHERE company.id = referral.entity_id) END,
             operation_id = op.current()
       WHERE candidate_id = \(candidate.id) AND season = \(season)
      RETURNING id
      """)
  }
}
