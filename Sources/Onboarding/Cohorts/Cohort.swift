public import People
public import Postgres
public import Store

/// A class that takes one version of a curriculum together.
public struct Cohort: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Cohort>

  public enum State: String, Codable, Sendable, CaseIterable {
    case planned, running, finished, cancelled
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let trainingClass: TrainingClass.ID
  /// The name of its class.
  public let name: String
  public let site: Site.ID
  public let siteName: String
  public let curriculum: Curriculum.ID
  public let code: String
  public let version: CurriculumVersion.ID
  public let number: Int
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let seats: Int
  public let trainer: String?
  public let skill: String?
  public let room: String?
  public let state: State
  /// How many learn in it, as far as the caller may see.
  public let learners: Int
}

// MARK: - SQL

extension Cohort: RowDecodable {
  public static let columns: StaticString = """
    cohort.id, cohort.entity_id, cohort.class_id, class.name, class.site_id, site.name, cohort.curriculum_id,
    curriculum.code, cohort.version_id, version.number, class.starts_on, class.ends_on, class.seats, trainer.name,
    skill.name, cohort.room, cohort.state, taught.learners
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    trainingClass = try row.next()
    name = try row.next()
    site = try row.next()
    siteName = try row.next()
    curriculum = try row.next()
    code = try row.next()
    version = try row.next()
    number = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    seats = try row.next()
    trainer = try row.next()
    skill = try row.next()
    room = try row.next()
    state = try row.word()
    learners = try row.next()
  }

  /// Cohorts whose class the caller may see; whoever only learns sees no class and asks by their assignment.
  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM onboarding.cohort
      JOIN people.training_class AS class ON class.id = cohort.class_id
      JOIN people.site ON site.id = class.site_id
      JOIN onboarding.curriculum ON curriculum.id = cohort.curriculum_id
      JOIN onboarding.curriculum_version AS version ON version.id = cohort.version_id
      LEFT JOIN people.person AS trainer ON trainer.id = class.trainer_id
      LEFT JOIN people.skill ON skill.id = class.skill_id
     CROSS JOIN LATERAL (
           SELECT count(*) AS learners FROM onboarding.assignment
            WHERE assignment.cohort_id = cohort.id AND assignment.state NOT IN ('withdrawn', 'migrated')
         ) AS taught
     WHERE \(condition)
     ORDER BY class.starts_on, class.name, curriculum.code
    """
  }

  static let all = Query<Cohort>("cohort.all", list("true"))

  static func with(_ id: ID) -> Query<Cohort> { Query("cohort.with", list("cohort.id = \(id)")) }

  static func named(_ name: String) -> Query<Cohort> { Query("cohort.named", list("class.name = \(name)")) }

  static func open(_ trainingClass: TrainingClass, _ version: CurriculumVersion, room: String?) -> Query<ID> {
    Query(
      "cohort.open",
      """
      INSERT INTO onboarding.cohort (entity_id, class_id, curriculum_id, version_id, room)
      VALUES (\(trainingClass.entity), \(trainingClass.id), \(version.curriculum), \(version.id), \(room))
      RETURNING id
      """)
  }

  static func step(_ id: ID, to state: State) -> Statement {
    Statement("cohort.step", "UPDATE onboarding.cohort SET state = \(state.rawValue) WHERE id = \(id)")
  }

  /// The one cohort somebody means by its class's name, with `/code` behind it where a class takes several.
  static func find(_ text: String, in tx: Session) throws -> Cohort {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let found = try tx.all(named(parts.first ?? text)).filter { parts.count < 2 || $0.code == parts[1] }
    guard found.count < 2 else {
      throw OnboardingError.several(.cohort, text, found.map { "\($0.name)/\($0.code)" })
    }
    guard let cohort = found.first else {
      throw OnboardingError.unknown(.cohort, text, known: try tx.all(all).map(\.name))
    }
    return cohort
  }
}
