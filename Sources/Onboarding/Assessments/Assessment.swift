public import People
public import Postgres
public import Store

/// A test with the rules that are in force.
public struct Assessment: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Assessment>

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let title: String
  public let version: Int
  public let passPercent: Double
  public let method: AssessmentRules.Method
  public let mostAttempts: Int?
  public let limitMinutes: Int?
  public let questions: Int
}

/// The rules of a test as somebody publishes them.
public struct AssessmentRules: Codable, Sendable, Equatable {
  /// Which attempt counts.
  public enum Method: String, Codable, Sendable, CaseIterable {
    case highest, average, first, last
  }

  /// What a learner is told once the attempt is graded.
  public enum Reveals: String, Codable, Sendable, CaseIterable {
    case nothing, marks, answers
  }

  public var code: String
  public var title: String?
  public var bank: String
  public var entity: String?
  /// From above 0 to 100.
  public var passPercent: Double = 80
  public var method: Method = .highest
  public var mostAttempts: Int?
  public var delayMinutes = 0
  public var limitMinutes: Int?
  /// How many questions are drawn; `nil` asks them all.
  public var draws: Int?
  public var shuffles = true
  public var reveals: Reveals = .marks
  public var note = ""

  public init(_ code: String, from bank: String) {
    self.code = code
    self.bank = bank
  }
}

extension AssessmentRules {
  /// Publishes the rules over the newest questions of the bank, and retires the version before.
  func publish(in tx: Session) throws -> Assessment {
    let entity = try LegalEntity.find(entity, in: tx)
    let banks = try tx.all(QuestionBank.all(of: entity.id))
    guard let bank = banks.first(where: { $0.code == self.bank }) else {
      throw OnboardingError.unknown(.bank, self.bank, known: banks.map(\.code))
    }
    let questions = try tx.all(BankQuestion.newest(of: bank.id))
    guard questions.contains(where: \.question.isScored) else {
      throw OnboardingError.unreadable("The bank \(bank.code) has no question that earns points.")
    }
    guard questions.count <= 500 || draws != nil else {
      throw OnboardingError.unreadable("The bank \(bank.code) has more than 500 questions: say how many to draw.")
    }
    if let draws, draws > questions.count {
      throw OnboardingError.unreadable(
        "The bank \(bank.code) has \(questions.count) questions, so \(draws) cannot be drawn.")
    }
    let id = try tx.one(addOrFind(in: entity.id))
    try tx.run(retire(id))
    let version = try tx.one(add(to: id, of: entity.id, bank: bank.id, asks: draws ?? questions.count))
    for (index, question) in questions.enumerated() {
      try tx.run(
        Statement(
          "assessment_question.add",
          """
          INSERT INTO onboarding.assessment_question (entity_id, assessment_version_id, position, question_version_id)
          VALUES (\(entity.id), \(version), \(index + 1), \(question.version))
          """))
    }
    return try tx.one(Assessment.all(code: code, of: entity.id))
  }
}

// MARK: - SQL

extension Assessment: RowDecodable {
  public static let columns: StaticString = """
    assessment.id, assessment.entity_id, assessment.code, assessment.title, version.number::bigint,
    (version.pass_mark * 100)::float8, version.method, version.most_attempts::bigint, version.limit_minutes::bigint,
    version.asks::bigint
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    title = try row.next()
    version = try row.next()
    passPercent = try row.next()
    method = try row.word()
    mostAttempts = try row.next()
    limitMinutes = try row.next()
    questions = try row.next()
  }

  static func all(code: String? = nil, of entity: LegalEntity.ID? = nil) -> Query<Assessment> {
    Query(
      "assessment.all",
      """
      SELECT \(raw: columns)
        FROM onboarding.assessment
        JOIN onboarding.assessment_version AS version
          ON version.assessment_id = assessment.id AND version.state = 'published'
       WHERE (\(code)::text IS NULL OR assessment.code = \(code))
         AND (\(entity)::bigint IS NULL OR assessment.entity_id = \(entity))
       ORDER BY assessment.code, assessment.entity_id
      """)
  }

  /// The one assessment of that code whose rules are in force.
  static func find(_ code: String, in tx: Session) throws -> Assessment {
    let all = try tx.all(Assessment.all())
    guard let found = all.first(where: { $0.code == code }) else {
      throw OnboardingError.unknown(.assessment, code, known: all.map(\.code))
    }
    return found
  }
}

extension AssessmentRules {
  private func addOrFind(in entity: LegalEntity.ID) -> Query<Assessment.ID> {
    Query(
      "assessment.add",
      """
      WITH made AS (
          INSERT INTO onboarding.assessment (entity_id, code, title) VALUES (\(entity), \(code), \(title ?? code))
              ON CONFLICT (entity_id, code) DO NOTHING
          RETURNING id
      )
      SELECT id FROM made
      UNION ALL
      SELECT id FROM onboarding.assessment WHERE entity_id = \(entity) AND code = \(code)
      """)
  }

  private func retire(_ id: Assessment.ID) -> Statement {
    Statement(
      "assessment_version.retire",
      "UPDATE onboarding.assessment_version SET state = 'retired' WHERE assessment_id = \(id) AND state = 'published'")
  }

  private func add(
    to id: Assessment.ID, of entity: LegalEntity.ID, bank: QuestionBank.ID, asks: Int
  ) -> Query<Identifier<AssessmentRules>> {
    Query(
      "assessment_version.add",
      """
      INSERT INTO onboarding.assessment_version
          (entity_id, assessment_id, bank_id, number, pass_mark, method, most_attempts, delay_minutes, limit_minutes,
           asks, draws, shuffles, reveals, note)
      SELECT \(entity), \(id), \(bank), coalesce(max(number), 0) + 1, (\(passPercent)::numeric / 100), \(method.rawValue),
             \(mostAttempts)::bigint, \(delayMinutes), \(limitMinutes)::bigint, \(asks), \(draws)::bigint, \(shuffles),
             \(reveals.rawValue), \(note)
        FROM onboarding.assessment_version
       WHERE assessment_id = \(id)
      RETURNING id
      """)
  }
}
