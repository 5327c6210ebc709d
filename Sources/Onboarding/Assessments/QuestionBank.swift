public import People
public import Postgres
public import Store

/// Questions kept together, from which assessments draw.
public struct QuestionBank: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<QuestionBank>

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let title: String
  public let questions: Int
}

/// A question as a bank keeps it: the newest version, with its key.
public struct BankQuestion: Codable, Sendable, Equatable {
  public typealias VersionID = Identifier<BankQuestion>

  public let key: String
  public let version: VersionID
  public let number: Int
  public let points: Int
  public let question: Question
}

/// What an import does with one question.
public struct QuestionVerdict: Codable, Sendable, Equatable {
  /// What became of it.
  public enum Fate: String, Codable, Sendable, CaseIterable {
    case added, changed, unchanged, refused
  }

  public let line: Int
  public let key: String
  public let label: String
  public let fate: Fate
  /// Why it was refused, or what is odd about it.
  public let remark: String?

  public init(line: Int, key: String, label: String, fate: Fate, remark: String? = nil) {
    self.line = line
    self.key = key
    self.label = label
    self.fate = fate
    self.remark = remark
  }
}

extension Question {
  /// The key under which a bank keeps it: its own, its title, or a number made from its words.
  public var bankKey: String {
    if let key, !key.isEmpty { return key }
    if let title, !title.isEmpty { return String(title.prefix(120)) }
    let hash = stem.text.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    return "stem-" + String(hash, radix: 16)
  }
}

// MARK: - Keeping

extension QuestionBank {
  /// The bank of that code in a company, or a new one.
  static func findOrAdd(
    _ code: String, title: String?, of entity: LegalEntity.ID, in tx: Session
  ) throws(PostgresError) -> QuestionBank {
    if let bank = try tx.first(all(of: entity, code: code)) { return bank }
    try tx.run(
      Statement(
        "question_bank.add",
        "INSERT INTO onboarding.question_bank (entity_id, code, title) VALUES (\(entity), \(code), \(title ?? code))"))
    return try tx.one(all(of: entity, code: code))
  }

  /// Keeps a question; a new version only where something about it differs.
  func keep(_ question: Question, points: Int, line: Int, in tx: Session) throws(PostgresError) -> QuestionVerdict {
    let key = question.bankKey
    func verdict(_ fate: QuestionVerdict.Fate, _ remark: String? = question.remarks.first?.words) -> QuestionVerdict {
      QuestionVerdict(line: line, key: key, label: question.label, fate: fate, remark: remark)
    }
    guard question.faults.isEmpty else { return verdict(.refused, question.faults.joined(separator: "; ")) }
    let body = JSONText(PlainJSON.text(question))
    let points = question.isScored ? points : 0
    let standing = try tx.one(standing(key, body, points))
    guard standing.differs else { return verdict(.unchanged) }
    let version = try tx.one(add(question, key: key, points: points, body, after: standing))
    try tx.run(
      Statement(
        "question_key.add",
        """
        INSERT INTO onboarding.question_key (version_id, entity_id, body, marks)
        VALUES (\(version), \(entity), \(body), \(JSONText(PlainJSON.text(question.marks))))
        """))
    return verdict(standing.number == 0 ? .added : .changed)
  }
}

// MARK: - SQL

extension QuestionBank: RowDecodable {
  public static let columns: StaticString = "bank.id, bank.entity_id, bank.code, bank.title"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    title = try row.next()
    questions = try row.next()
  }

  static func all(of entity: LegalEntity.ID? = nil, code: String? = nil) -> Query<QuestionBank> {
    Query(
      "question_bank.all",
      """
      SELECT \(raw: columns),
             (SELECT count(*) FROM onboarding.question WHERE question.bank_id = bank.id)
        FROM onboarding.question_bank AS bank
       WHERE (\(entity)::bigint IS NULL OR bank.entity_id = \(entity))
         AND (\(code)::text IS NULL OR bank.code = \(code))
       ORDER BY bank.code, bank.entity_id
      """)
  }

  /// How a question stands before an import: its newest version, and whether that differs.
  struct Standing: RowDecodable {
    static let columns: StaticString = ""
    let number: Int
    let digest: String
    let differs: Bool

    init(row: inout Row) throws(PostgresError) {
      number = try row.next()
      digest = try row.next()
      differs = try row.next()
    }
  }

  private func standing(_ key: String, _ body: JSONText, _ points: Int) -> Query<Standing> {
    Query(
      "question.standing",
      """
      SELECT coalesce(newest.number, 0)::bigint, made.digest, newest.digest IS DISTINCT FROM made.digest
        FROM (SELECT encode(sha256(convert_to(\(body)::text || \(points), 'UTF8')), 'hex') AS digest) AS made
        LEFT JOIN LATERAL (
             SELECT version.number, version.digest
               FROM onboarding.question
               JOIN onboarding.question_version AS version ON version.question_id = question.id
              WHERE question.bank_id = \(id) AND question.key = \(key)
              ORDER BY version.number DESC
              LIMIT 1) AS newest ON true
      """)
  }

  private func add(
    _ question: Question, key: String, points: Int, _ body: JSONText, after standing: Standing
  ) -> Query<BankQuestion.VersionID> {
    Query(
      "question_version.add",
      """
      WITH made AS (
          INSERT INTO onboarding.question (entity_id, bank_id, key) VALUES (\(entity), \(id), \(key))
              ON CONFLICT (bank_id, key) DO NOTHING
          RETURNING id
      ), held AS (
          SELECT id FROM made
          UNION ALL
          SELECT question.id FROM onboarding.question WHERE question.bank_id = \(id) AND question.key = \(key)
      )
      INSERT INTO onboarding.question_version (entity_id, question_id, number, kind, points, shown, digest)
      SELECT \(entity), held.id, \(standing.number + 1), \(question.kind.rawValue), \(points),
             \(JSONText(PlainJSON.text(question.shown))), \(standing.digest)
        FROM held
      RETURNING id
      """)
  }
}

extension BankQuestion: RowDecodable {
  public static let columns: StaticString =
    "question.key, version.id, version.number::bigint, version.points::bigint, key.body"

  public init(row: inout Row) throws(PostgresError) {
    key = try row.next()
    version = try row.next()
    number = try row.next()
    points = try row.next()
    let body: JSONText = try row.next()
    guard let read = PlainJSON.value(Question.self, body.text) else {
      throw PostgresError(.decoding, "a question this program does not know: it is older than the database")
    }
    question = read
  }

  /// The newest versions of a bank's questions, in the order in which they came.
  static func newest(of bank: QuestionBank.ID) -> Query<BankQuestion> {
    Query(
      "question.newest",
      """
      SELECT DISTINCT ON (question.id) \(raw: columns)
        FROM onboarding.question
        JOIN onboarding.question_version AS version ON version.question_id = question.id
        JOIN onboarding.question_key AS key ON key.version_id = version.id
       WHERE question.bank_id = \(bank)
       ORDER BY question.id, version.number DESC
      """)
  }

  /// The versions of one question, the oldest first.
  static func versions(of key: String, in bank: QuestionBank.ID) -> Query<VersionID> {
    Query(
      "question.versions",
      """
      SELECT version.id
        FROM onboarding.question
        JOIN onboarding.question_version AS version ON version.question_id = question.id
       WHERE question.bank_id = \(bank) AND question.key = \(key)
       ORDER BY version.number
      """)
  }
}
