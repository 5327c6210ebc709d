public import People
public import Postgres
public import Store

/// A right that is certified: what opens it, for how long, and which skill comes with it.
public struct Certification: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Certification>

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let title: String
  /// The skill behind its gate; `nil` when it opens none.
  public let skill: String?
  /// The number of the rules in force.
  public let version: Int
  public let rules: Identifier<CertificationRules>
  /// What has to be completed first.
  public let curriculum: String?
  /// `nil` when it never expires.
  public let validMonths: Int?
  public let graceDays: Int
  public let level: Int
}

/// The rules certificates are given under.
public struct CertificationRules: Codable, Sendable, Equatable {
  public var curriculum: String?
  public var validMonths: Int?
  public var graceDays: Int
  public var level: Int
  /// By when whoever holds it under older rules has to renew it.
  public var renewBy: LocalDate?

  public init(
    curriculum: String? = nil, validMonths: Int? = nil, graceDays: Int = 0, level: Int = 3, renewBy: LocalDate? = nil
  ) {
    (self.curriculum, self.validMonths, self.graceDays) = (curriculum, validMonths, graceDays)
    (self.level, self.renewBy) = (level, renewBy)
  }
}

/// One certificate of one person; renewing it makes another that names it.
public struct Certificate: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Certificate>

  public enum Standing: String, Codable, Sendable, CaseIterable {
    case active
    /// It ends within sixty days.
    case expiring
    /// It has ended, and the skill is left for a little while.
    case grace
    case expired, superseded, revoked
  }

  public let id: ID
  public let person: Person.ID
  public let name: String
  public let code: String
  public let version: Int
  public let standing: Standing
  public let validFrom: LocalDate
  /// The last day, inclusive; `nil` when it does not end.
  public let validUntil: LocalDate?
  public let graceDays: Int
  public let evidence: String
  public let signedBy: String?
  public let renews: ID?
  public let reason: String?
}

// MARK: - SQL

extension Certification: RowDecodable {
  public static let columns: StaticString = """
    certification.id, certification.entity_id, certification.code, certification.title, skill.name, rules.number,
    rules.id, curriculum.code, rules.valid_months, rules.grace_days, rules.level
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    title = try row.next()
    skill = try row.next()
    version = try row.next()
    rules = try row.next()
    curriculum = try row.next()
    validMonths = try row.next()
    graceDays = try row.next()
    level = try row.next()
  }

  static let all = Query<Certification>(
    "certification.all",
    """
    SELECT \(raw: columns)
      FROM onboarding.certification
     CROSS JOIN LATERAL (
           SELECT version.* FROM onboarding.certification_version AS version
            WHERE version.certification_id = certification.id
            ORDER BY version.number DESC
            LIMIT 1
         ) AS rules
      LEFT JOIN people.skill ON skill.id = certification.skill_id
      LEFT JOIN onboarding.curriculum ON curriculum.id = rules.curriculum_id
     ORDER BY certification.code
    """)

  static func find(_ code: String, in tx: Session) throws -> Certification {
    let all = try tx.all(all)
    guard let found = all.first(where: { $0.code == code }) else {
      throw OnboardingError.unknown(.certification, code, known: all.map(\.code))
    }
    return found
  }
}

extension Certificate: RowDecodable {
  public static let columns: StaticString = """
    certificate.id, certificate.person_id, person.name, certification.code, rules.number, standing.word,
    certificate.valid_from_on, certificate.valid_until_on, certificate.grace_days, certificate.evidence, signer.name,
    certificate.renews_id, certificate.state_reason
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    name = try row.next()
    code = try row.next()
    version = try row.next()
    standing = try row.word()
    validFrom = try row.next()
    validUntil = try row.next()
    graceDays = try row.next()
    evidence = try row.next()
    signedBy = try row.next()
    renews = try row.next()
    reason = try row.next()
  }

  static func list(_ condition: SQL, on day: LocalDate) -> Query<Certificate> {
    Query(
      "certificate.list",
      """
      SELECT \(raw: columns)
        FROM onboarding.certificate
        JOIN people.person ON person.id = certificate.person_id
        JOIN onboarding.certification ON certification.id = certificate.certification_id
        JOIN onboarding.certification_version AS rules ON rules.id = certificate.version_id
        LEFT JOIN people.person AS signer ON signer.id = certificate.signed_by
       CROSS JOIN LATERAL (
             SELECT onboarding.standing_on(
                      \(day), certificate.state, certificate.valid_until_on, certificate.grace_days) AS word
           ) AS standing
       WHERE \(condition)
       ORDER BY certificate.valid_until_on NULLS LAST, person.name, certificate.id
      """)
  }

  /// Of these assignments' people, who holds a certificate that one of these assignments led to.
  static func holders(among assignments: [Assignment.ID], in tx: Session) throws -> Set<Person.ID> {
    Set(
      try tx.all(
        Query<Person.ID>(
          "certificate.holders",
          """
          SELECT DISTINCT certificate.person_id FROM onboarding.certificate
           WHERE certificate.state = 'active' AND certificate.assignment_id = ANY (\(assignments))
          """)))
  }

  static func add(
    _ certification: Certification, to person: Person, after assignment: Assignment.ID?, from day: LocalDate,
    renewing earlier: ID?, evidence: String
  ) -> Query<ID> {
    Query(
      "certificate.add",
      """
      INSERT INTO onboarding.certificate
          (entity_id, person_id, certification_id, version_id, assignment_id, valid_from_on, renews_id, evidence)
      VALUES (\(certification.entity), \(person.id), \(certification.id), \(certification.rules), \(assignment), \(day),
              \(earlier), \(evidence))
      RETURNING id
      """)
  }
}
