public import People
public import Postgres
public import Store

/// An essay that somebody must read.
public struct UnreadEssay: Codable, Sendable, Equatable {
  public let attempt: Attempt.ID
  public let position: Int
  public let personName: String?
  public let assessment: String
  public let question: ShownQuestion
  public let answer: String
  public let endedAt: Instant?
}

/// What a regrade does to one attempt.
public struct Regraded: Codable, Sendable, Equatable {
  public let attempt: Attempt.ID
  public let person: Person.ID
  public let personName: String?
  public let wasPercent: Double
  public let percent: Double
  public let wasPass: Bool
  public let isPass: Bool

  public var changesPass: Bool { wasPass != isPass }
}

/// How a question fares: first attempts alone, since later ones know it.
public struct QuestionStatistic: Codable, Sendable, Equatable {
  public let key: String
  public let version: Int
  public let kind: Question.Kind
  public let label: String
  public let answers: Int
  /// Mean share of its points that people earned, from 0 to 1; a low one is hard.
  public let difficulty: Double
  /// A 95 % interval of it; `nil` for fewer than two answers.
  public let difficultyLow: Double?
  public let difficultyHigh: Double?
  /// Correlation with what the same people earned on all other questions; `nil` where it is not defined.
  public let discrimination: Double?

  /// What an author should look at.
  public var remark: String? {
    guard answers >= 10 else { return "too few answers to judge" }
    if let discrimination, discrimination < 0 { return "those who know more get it wrong: is the key right?" }
    if difficulty > 0.95 { return "nearly everybody knows it" }
    if difficulty < 0.2 { return "nearly nobody knows it" }
    if let discrimination, discrimination < 0.2 { return "hardly tells who knows from who does not" }
    return nil
  }
}

// MARK: - SQL

extension UnreadEssay: RowDecodable {
  public static let columns: StaticString =
    "attempt.id, asked.position::bigint, person.name, assessment.code, question.shown, answer.response #>> '{}', attempt.ended_at"

  public init(row: inout Row) throws(PostgresError) {
    attempt = try row.next()
    position = try row.next()
    personName = try row.next()
    assessment = try row.next()
    let shown: JSONText = try row.next()
    guard let read = PlainJSON.value(ShownQuestion.self, shown.text) else {
      throw PostgresError(.decoding, "a question this program does not know: it is older than the database")
    }
    question = read
    answer = try row.next()
    endedAt = try row.next()
  }

  /// What was handed in and nobody has read, the oldest first.
  static let all = Query<UnreadEssay>(
    "essay.unread",
    """
    SELECT \(raw: columns)
      FROM onboarding.attempt
      JOIN onboarding.assessment ON assessment.id = attempt.assessment_id
      JOIN onboarding.attempt_question AS asked ON asked.attempt_id = attempt.id
      JOIN onboarding.question_version AS question ON question.id = asked.question_version_id AND question.kind = 'essay'
      JOIN onboarding.standing_answer AS answer
        ON (answer.attempt_id, answer.position) = (asked.attempt_id, asked.position) AND answer.response IS NOT NULL
      LEFT JOIN people.person ON person.id = attempt.person_id
     WHERE attempt.state IN ('submitted', 'overdue')
       AND attempt.person_id <> sec.me()
       AND NOT EXISTS (SELECT FROM onboarding.hand_mark AS mark
                        WHERE (mark.attempt_id, mark.position) = (asked.attempt_id, asked.position))
     ORDER BY attempt.ended_at, attempt.id, asked.position
    """)
}

extension Attempt {
  /// Marks an essay in the caller's name; the last mark that was missing grades the attempt.
  func mark(_ position: Int, fraction: Double, comment: String?) -> Statement {
    Statement(
      "hand_mark.add",
      """
      INSERT INTO onboarding.hand_mark (entity_id, person_id, attempt_id, position, fraction, comment)
      SELECT attempt.entity_id, attempt.person_id, attempt.id, \(position), \(fraction), \(comment)
        FROM onboarding.attempt
       WHERE attempt.id = \(id)
      """)
  }
}

extension Regraded: RowDecodable {
  public static let columns: StaticString = """
    moved.attempt_id, moved.person_id, person.name, (moved.was_score * 100)::float8, (moved.score * 100)::float8,
    moved.was_pass, moved.is_pass
    """

  public init(row: inout Row) throws(PostgresError) {
    attempt = try row.next()
    person = try row.next()
    personName = try row.next()
    wasPercent = try row.next()
    percent = try row.next()
    wasPass = try row.next()
    isPass = try row.next()
  }

  /// Grades again by the newest version what was graded by an earlier one.
  static func run(
    from old: BankQuestion.VersionID, to new: BankQuestion.VersionID, note: String
  ) -> Query<Regraded> {
    Query(
      "attempt.regrade",
      """
      SELECT \(raw: columns)
        FROM onboarding.regrade(\(old), \(new), \(note)) AS moved
        LEFT JOIN people.person ON person.id = moved.person_id
       ORDER BY moved.attempt_id
      """)
  }
}

extension QuestionStatistic: RowDecodable {
  public static let columns: StaticString = """
    question.key, version.number::bigint, version.kind, key.body, fares.answers, fares.mean, fares.deviation,
    fares.discrimination
    """

  public init(row: inout Row) throws(PostgresError) {
    key = try row.next()
    version = try row.next()
    kind = try row.word()
    let body: JSONText = try row.next()
    label = PlainJSON.value(Question.self, body.text)?.label ?? key
    answers = try row.next()
    let mean: Double = try row.next()
    let deviation: Double? = try row.next()
    let margin = deviation.map { [answers] in 1.959_964 * $0 / Double(answers).squareRoot() }
    difficulty = mean
    difficultyLow = margin.map { max(0, mean - $0) }
    difficultyHigh = margin.map { min(1, mean + $0) }
    discrimination = try row.next()
  }

  static func of(_ assessment: Assessment.ID) -> Query<QuestionStatistic> {
    Query(
      "question.statistics",
      """
      SELECT \(raw: columns)
        FROM onboarding.question_statistics(\(assessment)) AS fares
        JOIN onboarding.question_version AS version ON version.id = fares.question_version_id
        JOIN onboarding.question ON question.id = version.question_id
        JOIN onboarding.question_key AS key ON key.version_id = version.id
       ORDER BY fares.discrimination NULLS FIRST, question.key, version.number
      """)
  }
}
