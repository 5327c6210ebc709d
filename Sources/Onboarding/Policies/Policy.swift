public import People
public import Postgres
public import Store

/// Rules of the house that people read and acknowledge: a service policy, a procedure, a script.
public struct Policy: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Policy>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case policy, procedure, script
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let title: String
  public let kind: Kind
  /// The number of the version in force; `nil` while none is.
  public let inForce: Int?
  /// The number of the version somebody is writing.
  public let draft: Int?
}

/// One version of a policy, with its text.
public struct PolicyVersion: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<PolicyVersion>

  public let id: ID
  public let number: Int
  public let body: String
  /// SHA-256 of the text: what whoever acknowledges it signs.
  public let digest: String
  /// Whether everybody has to read it again.
  public let isMaterial: Bool
  public let state: String
  public let note: String
}

/// Somebody who must have read a policy, and whether they did.
public struct PolicyDuty: Codable, Sendable, Equatable {
  public let policy: String
  public let title: String
  public let person: Person.ID
  public let name: String
  /// The version from which on it has to be read.
  public let since: Int
  public let dueOn: LocalDate
  public let readAt: Instant?
}

// MARK: - SQL

extension Policy: RowDecodable {
  public static let columns: StaticString = """
    policy.id, policy.entity_id, policy.code, policy.title, policy.kind, newest.in_force, newest.draft
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    title = try row.next()
    kind = try row.word()
    inForce = try row.next()
    draft = try row.next()
  }

  static let all = Query<Policy>(
    "policy.all",
    """
    SELECT \(raw: columns)
      FROM onboarding.policy
     CROSS JOIN LATERAL (
           SELECT max(version.number) FILTER (WHERE version.state = 'published') AS in_force,
                  max(version.number) FILTER (WHERE version.state = 'draft') AS draft
             FROM onboarding.policy_version AS version
            WHERE version.policy_id = policy.id
         ) AS newest
     ORDER BY policy.code
    """)

  static func find(_ code: String, in tx: Session) throws -> Policy {
    let all = try tx.all(all)
    guard let found = all.first(where: { $0.code == code }) else {
      throw OnboardingError.unknown(.policy, code, known: all.map(\.code))
    }
    return found
  }
}

extension PolicyVersion: RowDecodable {
  public static let columns: StaticString = """
    version.id, version.number, version.body, version.body_digest, version.is_material, version.state, version.note
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    number = try row.next()
    body = try row.next()
    digest = try row.next()
    isMaterial = try row.next()
    state = try row.next()
    note = try row.next()
  }

  static func of(_ policy: Policy.ID, _ number: Int) -> Query<PolicyVersion> {
    Query(
      "policy_version.of",
      """
      SELECT \(raw: columns)
        FROM onboarding.policy_version AS version
       WHERE version.policy_id = \(policy) AND version.number = \(number)
      """)
  }
}

extension PolicyDuty: RowDecodable {
  public static let columns: StaticString =
    "policy.code, policy.title, duty.person_id, person.name, duty.since_number, duty.due_on, duty.read_at"

  public init(row: inout Row) throws(PostgresError) {
    policy = try row.next()
    title = try row.next()
    person = try row.next()
    name = try row.next()
    since = try row.next()
    dueOn = try row.next()
    readAt = try row.next()
  }

  static func list(_ condition: SQL) -> Query<PolicyDuty> {
    Query(
      "policy_duty.list",
      """
      SELECT \(raw: columns)
        FROM onboarding.policy_duty AS duty
        JOIN onboarding.policy ON policy.id = duty.policy_id
        JOIN people.person ON person.id = duty.person_id
       WHERE \(condition)
       ORDER BY duty.due_on, policy.code, person.name, person.id
      """)
  }
}
