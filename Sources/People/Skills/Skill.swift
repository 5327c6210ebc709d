public import Postgres
public import Store

/// Something a person can be able to do, which contacts may need: `returns`, `German`.
public struct Skill: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Skill>

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
}

/// A skill somebody holds, from a day until a last one.
///
/// A grant is revoked, never edited; renewing it revokes the old one.
public struct SkillGrant: Codable, Sendable, Identifiable, Equatable {
  public let id: Identifier<SkillGrant>
  public let person: Person.ID
  public let skill: String
  /// 1 has just begun, 5 teaches it.
  public let level: Int
  public let startsOn: LocalDate
  /// The last day, inclusive; `nil` when it does not expire.
  public let expiresOn: LocalDate?
  public let revokedAt: Instant?
}

// MARK: - SQL

extension Skill: RowDecodable {
  public static let columns: StaticString = "skill.id, skill.entity_id, skill.name"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
  }

  static let all = Query<Skill>(
    "skill.all", "SELECT \(raw: columns) FROM people.skill ORDER BY skill.entity_id, skill.name")

  static func add(_ name: String, to entity: LegalEntity.ID) -> Query<Skill> {
    Query(
      "skill.add",
      "INSERT INTO people.skill (entity_id, name) VALUES (\(entity), \(name)) RETURNING \(raw: columns)")
  }
}

extension SkillGrant: RowDecodable {
  public static let columns: StaticString = """
    held.id, held.person_id, skill.name, held.level, held.starts_on, held.expires_on, held.revoked_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    skill = try row.next()
    level = try row.next()
    startsOn = try row.next()
    expiresOn = try row.next()
    revokedAt = try row.next()
  }

  /// Every grant of these persons, the revoked too, oldest first.
  static func of(_ persons: [Person.ID]) -> Query<SkillGrant> {
    Query(
      "skill_grant.of",
      """
      SELECT \(raw: columns)
        FROM people.skill_grant AS held
        JOIN people.skill ON skill.id = held.skill_id
       WHERE held.person_id = ANY (\(persons))
       ORDER BY held.person_id, skill.name, held.granted_at, held.id
      """)
  }

  static func grant(
    _ skill: Skill.ID, to person: Person, level: Int, from: LocalDate, until: LocalDate?
  ) -> Statement {
    Statement(
      "skill_grant.grant",
      """
      INSERT INTO people.skill_grant (entity_id, person_id, skill_id, level, starts_on, expires_on)
      VALUES (\(person.entity), \(person.id), \(skill), \(level), \(from), \(until))
      """)
  }

  /// Revokes what is live of a skill, in the caller's name.
  static func revoke(_ skill: Skill.ID, of person: Person.ID) -> Statement {
    Statement(
      "skill_grant.revoke",
      """
      UPDATE people.skill_grant
         SET revoked_at = now(), revoked_by = sec.me()
       WHERE person_id = \(person) AND skill_id = \(skill) AND revoked_at IS NULL
      """)
  }
}
