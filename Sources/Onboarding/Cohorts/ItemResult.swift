internal import People
public import Postgres
internal import Store

/// Something that happened with an item, as it is recorded.
struct ItemResult {
  typealias ID = Identifier<ItemResult>

  let assignment: Assignment
  let version: CurriculumVersion.ID
  let item: VersionItem.ID
  let verb: ItemStanding.Verb
  let score: Double?
  let evidence: String?
  let voids: ID?
  /// The day it happened, when that is not now.
  let on: LocalDate?

  init(
    _ assignment: Assignment, _ version: CurriculumVersion.ID, _ item: VersionItem.ID, _ verb: ItemStanding.Verb,
    score: Double? = nil, evidence: String? = nil, voids: ID? = nil, on: LocalDate? = nil
  ) {
    (self.assignment, self.version, self.item, self.verb) = (assignment, version, item, verb)
    (self.score, self.evidence, self.voids, self.on) = (score, evidence, voids, on)
  }

  /// Whoever learns names no more than they may: their own lessons, without a score.
  var add: Statement {
    guard score != nil || voids != nil || on != nil else {
      return Statement(
        "item_result.add",
        """
        INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb, evidence)
        VALUES (\(assignment.entity), \(assignment.person), \(assignment.id), \(version), \(item), \(verb.rawValue),
                \(evidence))
        """)
    }
    return Statement(
      "item_result.add_scored",
      """
      INSERT INTO onboarding.item_result
          (entity_id, person_id, assignment_id, version_id, item_id, verb, score, evidence, voids_id, happened_at)
      VALUES (\(assignment.entity), \(assignment.person), \(assignment.id), \(version), \(item), \(verb.rawValue),
              \(score), \(evidence), \(voids), coalesce((\(on) + time '12:00') AT TIME ZONE 'UTC', now()))
      """)
  }

  static func standing(_ assignment: Assignment.ID, _ item: VersionItem.ID) -> Query<ID> {
    Query(
      "item_result.standing",
      """
      SELECT result.id FROM onboarding.standing_result AS result
       WHERE result.assignment_id = \(assignment) AND result.item_id = \(item)
       ORDER BY result.id
      """)
  }
}

/// One line of the history of an assignment.
public struct ItemHistoryLine: Codable, Sendable, Equatable {
  public let at: Instant
  /// `step`, `result`, `waiver` or `extension`.
  public let kind: String
  public let version: Int
  public let what: String
  public let score: Double?
  public let reason: String?
  public let by: String?
}

// MARK: - SQL

extension ItemHistoryLine: RowDecodable {
  public static let columns: StaticString =
    "line.at, line.kind, version.number, line.what, line.score, line.reason, author.name"

  public init(row: inout Row) throws(PostgresError) {
    at = try row.next()
    kind = try row.next()
    version = try row.next()
    what = try row.next()
    score = try row.next()
    reason = try row.next()
    by = try row.next()
  }

  static func of(_ code: String, _ person: Person.ID) -> Query<ItemHistoryLine> {
    Query(
      "assignment.history",
      """
      WITH own AS (
          SELECT assignment.id, assignment.version_id FROM onboarding.assignment
            JOIN onboarding.curriculum ON curriculum.id = assignment.curriculum_id
           WHERE assignment.person_id = \(person) AND curriculum.code = \(code)
      ), line AS (
          SELECT own.version_id, step.taken_at AS at, 'step' AS kind, step.state AS what, NULL::float8 AS score, step.reason,
                 step.taken_by AS by, step.id
            FROM own JOIN onboarding.assignment_step AS step ON step.assignment_id = own.id
          UNION ALL
          SELECT own.version_id, result.happened_at, 'result', item.key || ' ' || result.verb, result.score, result.evidence,
                 result.recorded_by, result.id
            FROM own JOIN onboarding.item_result AS result ON result.assignment_id = own.id
            JOIN onboarding.item ON item.id = result.item_id
          UNION ALL
          SELECT own.version_id, waiver.granted_at, 'waiver', item.key || coalesce(' until ' || waiver.expires_on, ''), NULL,
                 waiver.reason, waiver.granted_by, waiver.id
            FROM own JOIN onboarding.waiver ON waiver.assignment_id = own.id
            JOIN onboarding.item ON item.id = waiver.item_id
          UNION ALL
          SELECT own.version_id, longer.granted_at, 'extension', item.key || ' until ' || longer.due_on, NULL,
                 longer.reason, longer.granted_by, longer.id
            FROM own JOIN onboarding.extension AS longer ON longer.assignment_id = own.id
            JOIN onboarding.item ON item.id = longer.item_id
      )
      SELECT \(raw: columns)
        FROM line
        JOIN onboarding.curriculum_version AS version ON version.id = line.version_id
        LEFT JOIN people.person AS author ON author.id = line.by
       ORDER BY line.at, line.kind DESC, line.id
      """)
  }
}
