public import People
public import Postgres
public import Store

/// A person and the version they learn.
public struct Assignment: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Assignment>

  public enum State: String, Codable, Sendable, CaseIterable {
    case assigned
    case inProgress = "in progress"
    case suspended, completed, failed, withdrawn, expired, migrated

    /// Whether it can still be learned on.
    public var isLive: Bool { self == .assigned || self == .inProgress || self == .suspended }
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let person: Person.ID
  public let name: String
  public let number: String?
  public let code: String
  public let version: Int
  public let cohort: Cohort.ID?
  public let state: State
  public let reason: String?
  /// The first day, as it stands: a cohort that is delayed takes it along.
  public let startsOn: LocalDate
  /// Weight satisfied of the weight required in the pinned version; never above 1.
  public let progress: Double
}

// MARK: - SQL

extension Assignment: RowDecodable {
  public static let columns: StaticString = """
    assignment.id, assignment.entity_id, assignment.person_id, person.name, person.number, curriculum.code,
    version.number, assignment.cohort_id, assignment.state, assignment.state_reason, sheet.starts_on,
    progress.share
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    person = try row.next()
    name = try row.next()
    number = try row.next()
    code = try row.next()
    version = try row.next()
    cohort = try row.next()
    state = try row.word()
    reason = try row.next()
    startsOn = try row.next()
    progress = try row.next()
  }

  static func list(_ condition: SQL) -> Query<Assignment> {
    Query(
      "assignment.list",
      """
      SELECT \(raw: columns)
        FROM onboarding.assignment
        JOIN people.person ON person.id = assignment.person_id
        JOIN onboarding.curriculum ON curriculum.id = assignment.curriculum_id
        JOIN onboarding.curriculum_version AS version ON version.id = assignment.version_id
        JOIN onboarding.progress ON progress.assignment_id = assignment.id
        JOIN onboarding.due_sheet AS sheet ON sheet.id = assignment.sheet_id
       WHERE \(condition)
       ORDER BY person.name, person.id, assignment.assigned_at, assignment.id
      """)
  }

  static func with(_ id: ID) -> Query<Assignment> { list("assignment.id = \(id)") }

  static func of(_ cohort: Cohort.ID) -> Query<Assignment> {
    list("assignment.cohort_id = \(cohort) AND assignment.state NOT IN ('withdrawn', 'migrated')")
  }

  /// The live assignment of a curriculum, else the newest there was.
  static func find(_ code: String, of person: Person, in tx: Session) throws -> Assignment {
    let all = try tx.all(list("assignment.person_id = \(person.id) AND curriculum.code = \(code)"))
    guard let found = all.first(where: \.state.isLive) ?? all.last else {
      let known = try tx.all(list("assignment.person_id = \(person.id)")).map(\.code)
      throw OnboardingError.unknown(.assignment, "\(code) of \(person.name)", known: known)
    }
    return found
  }

  static func step(_ id: ID, to state: State, because reason: String?) -> Statement {
    Statement(
      "assignment.step",
      "UPDATE onboarding.assignment SET state = \(state.rawValue), state_reason = \(reason) WHERE id = \(id)")
  }
}

// MARK: - Assigning

/// A version to be learned from a day on, in a cohort or alone.
struct NewAssignments {
  let content: VersionContent
  let site: Site.ID
  let startsOn: LocalDate
  var cohort: Cohort.ID?
  var follows: Assignment.ID?
  var source = "by hand"

  /// Assigns it to each of them who has no live assignment of the curriculum; answers whom.
  ///
  /// - Parameter persons: In any order; they are taken in the order of their ids, so that two writers never wait for
  ///   each other.
  func add(_ persons: [Person.ID], in tx: Session) throws -> [Person.ID] {
    let version = content.version
    let sheet = try DueSheet.resolve(content, at: site, startsOn: startsOn, in: tx)
    return try tx.all(
      Query<Person.ID>(
        "assignment.add",
        """
        INSERT INTO onboarding.assignment
            (entity_id, person_id, curriculum_id, version_id, cohort_id, sheet_id, follows_id, starts_on, source)
        SELECT \(version.entity), person, \(version.curriculum), \(version.id), \(cohort), \(sheet), \(follows),
               \(startsOn), \(source)
          FROM unnest(\(persons.sorted())) AS person
         WHERE NOT EXISTS (SELECT FROM onboarding.assignment AS held
                            WHERE held.person_id = person AND held.curriculum_id = \(version.curriculum)
                              AND held.state IN ('assigned', 'in progress', 'suspended'))
         ORDER BY person
        RETURNING person_id
        """))
  }
}
