public import People
public import Postgres
public import Store

/// Something to learn, through all its versions.
public struct Curriculum: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Curriculum>

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let title: String
  /// The newest version people are given; `nil` while none is published.
  public let published: Int?
  /// The version somebody is writing.
  public let draft: Int?
  /// How many are learning it now, as far as the caller may see.
  public let learners: Int
}

/// One version of a curriculum; once published it never changes.
public struct CurriculumVersion: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<CurriculumVersion>

  public enum State: String, Codable, Sendable, CaseIterable {
    case draft
    case inReview = "in review"
    case published, retired
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let curriculum: Curriculum.ID
  public let code: String
  public let number: Int
  public let note: String
  public let state: State
  /// The weight that has to be satisfied, counted when it was published.
  public let requiredWeight: Int?
  public let publishedAt: Instant?
}

// MARK: - SQL

extension Curriculum: RowDecodable {
  public static let columns: StaticString = """
    curriculum.id, curriculum.entity_id, curriculum.code, curriculum.title, newest.published, newest.draft,
    taught.learners
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    title = try row.next()
    published = try row.next()
    draft = try row.next()
    learners = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM onboarding.curriculum
     CROSS JOIN LATERAL (
           SELECT max(version.number) FILTER (WHERE version.state = 'published') AS published,
                  max(version.number) FILTER (WHERE version.state IN ('draft', 'in review')) AS draft
             FROM onboarding.curriculum_version AS version
            WHERE version.curriculum_id = curriculum.id
         ) AS newest
     CROSS JOIN LATERAL (
           SELECT count(*) AS learners FROM onboarding.assignment
            WHERE assignment.entity_id = curriculum.entity_id AND assignment.curriculum_id = curriculum.id
              AND assignment.state IN ('assigned', 'in progress', 'suspended')
         ) AS taught
     WHERE \(condition)
     ORDER BY curriculum.code
    """
  }

  static let all = Query<Curriculum>("curriculum.all", list("true"))

  static func coded(_ code: String) -> Query<Curriculum> {
    Query("curriculum.coded", list("curriculum.code = \(code)"))
  }

  static func add(_ code: String, title: String, to entity: LegalEntity.ID) -> Statement {
    Statement(
      "curriculum.add",
      "INSERT INTO onboarding.curriculum (entity_id, code, title) VALUES (\(entity), \(code), \(title))")
  }

  /// The one curriculum of that code.
  static func find(_ code: String, in tx: Session) throws -> Curriculum {
    guard let found = try tx.first(coded(code)) else {
      throw OnboardingError.unknown(.curriculum, code, known: try tx.all(all).map(\.code))
    }
    return found
  }
}

extension CurriculumVersion: RowDecodable {
  public static let columns: StaticString = """
    version.id, version.entity_id, version.curriculum_id, curriculum.code, version.number, version.note, version.state,
    version.required_weight, version.published_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    curriculum = try row.next()
    code = try row.next()
    number = try row.next()
    note = try row.next()
    state = try row.word()
    requiredWeight = try row.next()
    publishedAt = try row.next()
  }

  static func of(_ curriculum: Curriculum.ID) -> Query<CurriculumVersion> {
    Query(
      "curriculum_version.of",
      """
      SELECT \(raw: columns)
        FROM onboarding.curriculum_version AS version
        JOIN onboarding.curriculum ON curriculum.id = version.curriculum_id
       WHERE version.curriculum_id = \(curriculum)
       ORDER BY version.number DESC
      """)
  }

  static func with(_ id: ID) -> Query<CurriculumVersion> {
    Query(
      "curriculum_version.with",
      """
      SELECT \(raw: columns)
        FROM onboarding.curriculum_version AS version
        JOIN onboarding.curriculum ON curriculum.id = version.curriculum_id
       WHERE version.id = \(id)
      """)
  }

  static func add(_ number: Int, to curriculum: Curriculum, after earlier: ID?, note: String) -> Query<ID> {
    Query(
      "curriculum_version.add",
      """
      INSERT INTO onboarding.curriculum_version (entity_id, curriculum_id, number, supersedes_id, note)
      VALUES (\(curriculum.entity), \(curriculum.id), \(number), \(earlier), \(note))
      RETURNING id
      """)
  }

  static func step(_ id: ID, to state: State) -> Statement {
    Statement(
      "curriculum_version.step", "UPDATE onboarding.curriculum_version SET state = \(state.rawValue) WHERE id = \(id)")
  }

  /// The version of that number, else the newest published one, else the draft.
  static func find(_ number: Int?, of curriculum: Curriculum, in tx: Session) throws -> CurriculumVersion {
    let all = try tx.all(of(curriculum.id))
    let found =
      number.map { number in all.first { $0.number == number } }
      ?? all.first { $0.state == .published } ?? all.first
    guard let found else {
      throw OnboardingError.unknown(
        .version, "\(curriculum.code) \(number.map(String.init) ?? "")", known: all.map { "\($0.number)" })
    }
    return found
  }

  /// The newest version people can be given.
  static func published(of curriculum: Curriculum, in tx: Session) throws -> CurriculumVersion {
    guard let found = try tx.all(of(curriculum.id)).first(where: { $0.state == .published }) else {
      throw OnboardingError.nothingPublished(curriculum.code)
    }
    return found
  }
}
