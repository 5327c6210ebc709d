public import People
public import Postgres
public import Store

/// One sitting of one person, with the grade that stands.
public struct Attempt: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Attempt>

  /// Where it is: the database knows which step may follow.
  public enum State: String, Codable, Sendable, CaseIterable {
    case inProgress = "in progress"
    case submitted, overdue, graded, abandoned, voided
  }

  public let id: ID
  public let person: Person.ID
  public let personName: String?
  public let assessment: String
  public let number: Int
  public let state: State
  public let startedAt: Instant
  /// When it is handed in by itself; `nil` without a time limit.
  public let dueAt: Instant?
  public let endedAt: Instant?
  public let passPercent: Double
  /// Percent of the points; `nil` until it is graded.
  public let percent: Double?
  public let isPass: Bool?
}

/// A question of an attempt as it is asked.
public struct AskedQuestion: Codable, Sendable, Equatable {
  public let position: Int
  public let kind: Question.Kind
  public let points: Int
  public let shown: ShownQuestion
  /// The order in which options or matches are shown, counted from 1.
  public let order: [Int]
  public let response: Response?
  /// From 0 to 1, once graded and where the assessment reveals it.
  public let fraction: Double?
  public let comment: String?
}

extension AskedQuestion {
  /// Reads what was typed against what was shown; `nil` for an empty line.
  public func response(typed line: String) throws(UnreadableResponse) -> Response? {
    try Response.read(
      line, to: kind, options: shown.options?.count ?? shown.matches?.count ?? 0, things: shown.things?.count ?? 0,
      order: order)
  }
}

/// An attempt with its questions.
public struct Sitting: Codable, Sendable, Equatable {
  public let attempt: Attempt
  public let title: String
  public let questions: [AskedQuestion]
}

// MARK: - SQL

extension Attempt: RowDecodable {
  public static let columns: StaticString = """
    attempt.id, attempt.person_id, person.name, assessment.code, attempt.number::bigint, attempt.state,
    attempt.started_at, nullif(attempt.due_at, 'infinity'), attempt.ended_at, (attempt.pass_mark * 100)::float8,
    (grade.score * 100)::float8, grade.is_pass
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    personName = try row.next()
    assessment = try row.next()
    number = try row.next()
    state = try row.word()
    startedAt = try row.next()
    dueAt = try row.next()
    endedAt = try row.next()
    passPercent = try row.next()
    percent = try row.next()
    isPass = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM onboarding.attempt
      JOIN onboarding.assessment ON assessment.id = attempt.assessment_id
      LEFT JOIN people.person ON person.id = attempt.person_id
      LEFT JOIN onboarding.standing_grade AS grade ON grade.attempt_id = attempt.id AND attempt.state = 'graded'
     WHERE \(condition)
     ORDER BY assessment.code, person.name, attempt.number, attempt.id
    """
  }

  static func with(_ id: ID) -> Query<Attempt> {
    Query("attempt.with", list("attempt.id = \(id)"))
  }

  static func all(code: String?, person: Person.ID?, state: State?) -> Query<Attempt> {
    Query(
      "attempt.all",
      list(
        """
        (\(code)::text IS NULL OR assessment.code = \(code))
           AND (\(person)::bigint IS NULL OR attempt.person_id = \(person))
           AND (\(state?.rawValue)::text IS NULL OR attempt.state = \(state?.rawValue))
        """))
  }

  /// The attempt of that number that the caller may see.
  static func find(_ text: String, in tx: Session) throws -> Attempt {
    guard let id = ID(parsing: text), let attempt = try tx.first(with(id)) else {
      throw OnboardingError.unknown(.attempt, text, known: [])
    }
    return attempt
  }

  /// Begins a sitting of the caller, as part of what they are learning where it is a part of that.
  static func start(_ assessment: Assessment) -> Query<ID> {
    Query(
      "attempt.start",
      """
      SELECT onboarding.start_attempt(\(assessment.id), part.assignment_id, part.item_id)
        FROM (SELECT 1) AS always
        LEFT JOIN LATERAL (
             SELECT assignment.id AS assignment_id, item.id AS item_id
               FROM onboarding.assignment
               JOIN onboarding.item ON item.version_id = assignment.version_id
              WHERE assignment.person_id = sec.me() AND assignment.state IN ('assigned', 'in progress')
                AND item.kind = 'assessment' AND item.reference = \(assessment.code)
              ORDER BY assignment.id DESC
              LIMIT 1) AS part ON true
      """)
  }

  func answer(_ position: Int, _ response: Response?) -> Statement {
    Statement(
      "attempt_answer.add",
      """
      INSERT INTO onboarding.attempt_answer (entity_id, person_id, attempt_id, position, response)
      SELECT attempt.entity_id, attempt.person_id, attempt.id, \(position), \(response.map { JSONText($0.json) })
        FROM onboarding.attempt
       WHERE attempt.id = \(id)
      """)
  }

  var submit: Statement { Statement("attempt.submit", "SELECT onboarding.submit_attempt(\(id))") }
  var abandon: Statement { Statement("attempt.abandon", "SELECT onboarding.abandon_attempt(\(id))") }

  func void(_ reason: String) -> Statement {
    Statement("attempt.void", "SELECT onboarding.void_attempt(\(id), \(reason))")
  }

  static let closeOverdue = Query<Int>("attempt.close_overdue", "SELECT onboarding.close_overdue()::bigint")

  /// The attempt with what was asked, answered and earned, as far as the caller may see.
  func sitting(in tx: Session) throws(PostgresError) -> Sitting {
    let title = try tx.one(
      Query<String>("assessment.title", "SELECT title FROM onboarding.assessment WHERE code = \(assessment) LIMIT 1"))
    return Sitting(attempt: self, title: title, questions: try tx.all(AskedQuestion.of(id)))
  }
}

extension AskedQuestion: RowDecodable {
  public static let columns: StaticString = """
    asked.position::bigint, question.kind, asked.points::bigint, question.shown, asked.shown_order, answer.response,
    mark.fraction::float8, read.comment
    """

  public init(row: inout Row) throws(PostgresError) {
    position = try row.next()
    let kind: Question.Kind = try row.word()
    self.kind = kind
    points = try row.next()
    let shown: JSONText = try row.next()
    guard let question = PlainJSON.value(ShownQuestion.self, shown.text) else {
      throw PostgresError(.decoding, "a question this program does not know: it is older than the database")
    }
    self.shown = question
    order = try row.next([Int32].self).map(Int.init)
    response = try row.next(JSONText?.self).flatMap { Response(json: $0.text, to: kind) }
    fraction = try row.next()
    comment = try row.next()
  }

  static func of(_ attempt: Attempt.ID) -> Query<AskedQuestion> {
    Query(
      "attempt_question.of",
      """
      SELECT \(raw: columns)
        FROM onboarding.attempt_question AS asked
        JOIN onboarding.question_version AS question ON question.id = asked.question_version_id
        LEFT JOIN onboarding.standing_answer AS answer
               ON (answer.attempt_id, answer.position) = (asked.attempt_id, asked.position)
        LEFT JOIN onboarding.standing_grade AS grade ON grade.attempt_id = asked.attempt_id
        LEFT JOIN onboarding.attempt_mark AS mark ON (mark.grade_id, mark.position) = (grade.id, asked.position)
        LEFT JOIN LATERAL (
             SELECT hand.comment FROM onboarding.hand_mark AS hand
              WHERE (hand.attempt_id, hand.position) = (asked.attempt_id, asked.position)
              ORDER BY hand.id DESC LIMIT 1) AS read ON true
       WHERE asked.attempt_id = \(attempt)
       ORDER BY asked.position
      """)
  }
}
