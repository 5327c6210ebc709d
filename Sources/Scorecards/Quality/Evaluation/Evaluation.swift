public import People
public import Postgres
public import Store

/// What one evaluator found in one contact of one agent.
public struct Evaluation: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<Evaluation>

  public enum State: String, Codable, Sendable, CaseIterable {
    case draft, submitted, withdrawn, published, acknowledged, disputed, final, superseded
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let form: FormVersion.ID
  public let formCode: String
  public let formNumber: Int
  public let agent: Person.ID
  public let agentName: String
  public let evaluatorName: String?
  /// What the source calls the contact.
  public let reference: String
  public let openedAt: Instant?
  public let findings: Findings
  public let comment: String
  /// `nil` until it was scored.
  public let answeredShare: Double?
  /// What was earned, of 100; coaching reads this.
  public let raw: Double?
  /// What counts: 0 after a fatal answer, `nil` when too little was answered.
  public let reported: Double?
  public let critical: Double?
  /// The questions with a fatal answer.
  public let fatal: [String]
  public let isPassed: Bool?
  /// As of now: what nobody disputed in its days is final.
  public let state: State
  public let startedAt: Instant
  public let publishedAt: Instant?
  public let disputableTo: Instant?
  /// The evaluation this one amends.
  public let supersedes: ID?
}

/// Something that happened to an evaluation.
public struct EvaluationStep: Codable, Sendable, Equatable {
  public let state: Evaluation.State
  public let person: String?
  public let at: Instant
  public let comment: String
}

/// Which evaluations are asked for; everything narrows.
public struct EvaluationFilter: Sendable {
  public var agent: String?
  public var form: String?
  public var state: Evaluation.State?
  public var from: LocalDate?
  public var through: LocalDate?

  public init() {}
}

/// An evaluation as it is begun.
public struct EvaluationStart: Codable, Sendable {
  /// The form's code.
  public var form: String
  /// What the source calls the contact.
  public var reference: String
  /// Whose it was; may be left out when the contact is known here.
  public var agent: String?
  /// By question, as typed.
  public var answers: [String: String]
  public var comments: [String: String]
  public var comment: String

  public init(
    form: String, reference: String, agent: String? = nil, answers: [String: String] = [:],
    comments: [String: String] = [:], comment: String = ""
  ) {
    self.form = form
    self.reference = reference
    self.agent = agent
    self.answers = answers
    self.comments = comments
    self.comment = comment
  }
}

// MARK: - SQL

extension Evaluation: RowDecodable {
  public static let columns: StaticString = """
    evaluation.id, evaluation.entity_id, evaluation.form_version_id, form.code, version.number, evaluation.agent_id,
    agent.name, scorecards.evaluator_name(evaluation.id), evaluation.reference, evaluation.opened_at,
    evaluation.answers, evaluation.comment, evaluation.answered_share, evaluation.raw, evaluation.reported,
    evaluation.critical, evaluation.fatal, evaluation.is_passed, evaluation.state_now, evaluation.started_at,
    evaluation.published_at, evaluation.disputable_to, evaluation.supersedes_id
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    form = try row.next()
    formCode = try row.next()
    formNumber = try row.next()
    agent = try row.next()
    agentName = try row.next()
    evaluatorName = try row.next()
    reference = try row.next()
    openedAt = try row.next()
    findings = try row.next(JSONText.self).decoded()
    comment = try row.next()
    answeredShare = try row.next()
    raw = try row.next()
    reported = try row.next()
    critical = try row.next()
    fatal = try row.next()
    isPassed = try row.next()
    state = try row.word()
    startedAt = try row.next()
    publishedAt = try row.next()
    disputableTo = try row.next()
    supersedes = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM scorecards.evaluation_now AS evaluation
      JOIN scorecards.form_version AS version ON version.id = evaluation.form_version_id
      JOIN scorecards.form ON form.id = version.form_id
      JOIN people.person AS agent ON agent.id = evaluation.agent_id
     WHERE \(condition)
     ORDER BY evaluation.started_at DESC, evaluation.id DESC
    """
  }

  static func with(_ id: ID) -> Query<Evaluation> {
    Query("evaluation.with", list("evaluation.id = \(id)"))
  }

  static func list(_ filter: EvaluationFilter, agent: Person.ID?) -> Query<Evaluation> {
    Query(
      "evaluation.list",
      list(
        """
        (\(agent)::bigint IS NULL OR evaluation.agent_id = \(agent))
        AND (\(filter.form)::text IS NULL OR form.code = \(filter.form))
        AND (\(filter.state?.rawValue)::text IS NULL OR evaluation.state_now = \(filter.state?.rawValue))
        AND (\(filter.from)::date IS NULL OR coalesce(evaluation.published_at, evaluation.started_at) >= \(filter.from))
        AND (\(filter.through)::date IS NULL
             OR coalesce(evaluation.published_at, evaluation.started_at) < \(filter.through)::date + 1)
        """))
  }

  static func begin(
    _ start: EvaluationStart, _ findings: Findings, by form: FormVersion, of agent: Person.ID, _ contact: KnownContact?,
    supersedes: ID? = nil
  ) -> Query<ID> {
    Query(
      "evaluation.begin",
      """
      INSERT INTO scorecards.evaluation (
          entity_id, form_version_id, agent_id, contact_id, reference, opened_at, sample_draw_id, supersedes_id, answers,
          comment)
      SELECT \(form.entity), \(form.id), \(agent), \(contact?.id), \(start.reference), \(contact?.openedAt),
             (SELECT max(draw.id) FROM scorecards.sample_draw AS draw
               WHERE draw.agent_id = \(agent) AND draw.contact_id = \(contact?.id)),
             \(supersedes), \(JSONText(of: findings)), \(start.comment)
      RETURNING id
      """)
  }

  /// Writes answers and score into a draft of the caller's.
  func keep(_ findings: Findings, comment: String, score: QualityScore) -> Statement {
    Statement(
      "evaluation.keep",
      """
      UPDATE scorecards.evaluation
         SET answers = \(JSONText(of: findings)), comment = \(comment), answered_share = \(score.answeredShare),
             raw = \(score.raw), reported = \(score.reported), critical = \(score.critical), fatal = \(score.fatal),
             is_passed = \(score.isPassed)
       WHERE id = \(id) AND state = 'draft' AND evaluator_id = sec.me()
      """)
  }

  static func step(_ id: ID, _ state: State, _ comment: String) -> Statement {
    Statement(
      "evaluation.step",
      """
      INSERT INTO scorecards.evaluation_step (evaluation_id, state, comment)
      VALUES (\(id), \(state.rawValue), \(comment))
      """)
  }
}

extension EvaluationStep: RowDecodable {
  public static let columns: StaticString = "step.state, person.name, step.taken_at, step.comment"

  public init(row: inout Row) throws(PostgresError) {
    state = try row.word()
    person = try row.next()
    at = try row.next()
    comment = try row.next()
  }

  static func of(_ id: Evaluation.ID) -> Query<EvaluationStep> {
    Query(
      "evaluation_step.of",
      """
      SELECT \(raw: columns)
        FROM scorecards.evaluation_step AS step
        LEFT JOIN people.person ON person.id = step.person_id
       WHERE step.evaluation_id = \(id)
       ORDER BY step.id
      """)
  }
}

/// A contact of Workload the caller may evaluate.
struct KnownContact: RowDecodable {
  static let columns: StaticString = "contact_id, opened_at, agent_id, agent_name"
  let id: Int64
  let openedAt: Instant
  let agent: Person.ID?
  let agentName: String?

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    openedAt = try row.next()
    agent = try row.next()
    agentName = try row.next()
  }

  static func called(_ reference: String, in entity: LegalEntity.ID) -> Query<KnownContact> {
    Query("contact.called", "SELECT \(raw: columns) FROM scorecards.contact_called(\(entity), \(reference))")
  }
}
