internal import FoundationEssentials
internal import People
public import Postgres
public import Store

/// What one interviewer found, competency by competency.
///
/// Others' stays hidden from an interviewer until their own is in; submitted it is locked, and amended by another row.
public struct Feedback: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Feedback>

  public enum State: String, Codable, Sendable, CaseIterable {
    case draft, submitted, amended
  }

  public let id: ID
  public let interview: Interview.ID
  public let interviewer: String
  /// One, certainly not, to four, certainly.
  public let overall: Int?
  public let summary: String
  public let items: [FeedbackItem]
  public let state: State
  public let submittedAt: Instant?
  public let amends: ID?
}

/// A competency with its rating and what was heard; unrated is not one.
public struct FeedbackItem: Codable, Sendable, Equatable {
  public var competency: String
  public var rating: Int?
  public var evidence: String

  public init(_ competency: String, rating: Int?, evidence: String = "") {
    self.competency = competency
    self.rating = rating
    self.evidence = evidence
  }
}

/// An interviewer who has not told yet of an interview that was held.
public struct MissingFeedback: Codable, Sendable, Equatable {
  public let interview: Interview.ID
  public let candidate: String
  public let interviewer: String
  public let endedAt: Instant
}

// MARK: - SQL

extension Feedback: RowDecodable {
  public static let columns: StaticString = """
    feedback.id, feedback.interview_id, coalesce(person.name, feedback.written_as, '#' || feedback.person_id),
    feedback.overall, feedback.summary, feedback.items, feedback.state, feedback.submitted_at, feedback.amends_id
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    interview = try row.next()
    interviewer = try row.next()
    overall = (try row.next(Int16?.self)).map(Int.init)
    summary = try row.next()
    let text = try row.next(JSONText.self).text
    guard let items = try? JSONDecoder().decode([FeedbackItem].self, from: Data(text.utf8)) else {
      throw PostgresError(.decoding, "feedback with items this program does not know")
    }
    self.items = items
    state = try row.word()
    submittedAt = try row.next()
    amends = try row.next()
  }

  static func of(_ application: Application.ID) -> Query<Feedback> {
    Query(
      "feedback.of",
      """
      SELECT \(raw: columns)
        FROM recruiting.feedback
        JOIN recruiting.interview ON interview.id = feedback.interview_id
        LEFT JOIN people.person ON person.id = feedback.person_id
       WHERE interview.application_id = \(application)
       ORDER BY interview.starts_at, feedback.id
      """)
  }

  /// My own of an interview that nothing amended: a draft, or submitted.
  static func mine(of interview: Interview.ID) -> Query<Feedback> {
    Query(
      "feedback.mine",
      """
      SELECT \(raw: columns)
        FROM recruiting.feedback
        LEFT JOIN people.person ON person.id = feedback.person_id
       WHERE feedback.interview_id = \(interview)
         AND feedback.person_id = sec.me()
         AND feedback.state <> 'amended'
      """)
  }

  static func json(_ items: [FeedbackItem]) -> JSONText {
    JSONText(String(decoding: (try? JSONEncoder().encode(items)) ?? Data("[]".utf8), as: UTF8.self))
  }

  static func draft(of interview: Interview, overall: Int?, summary: String, _ items: [FeedbackItem]) -> Statement {
    Statement(
      "feedback.draft",
      """
      INSERT INTO recruiting.feedback (entity_id, interview_id, requisition_id, overall, summary, items)
      VALUES (\(interview.entity), \(interview.id), \(interview.requisition), \(overall.map(Int16.init)), \(summary),
              \(json(items)))
      """)
  }

  static func rewrite(_ id: ID, overall: Int?, summary: String, _ items: [FeedbackItem]) -> Statement {
    Statement(
      "feedback.rewrite",
      """
      UPDATE recruiting.feedback
         SET overall = coalesce(\(overall.map(Int16.init)), overall), summary = \(summary), items = \(json(items))
       WHERE id = \(id) AND state = 'draft'
      """)
  }

  static func submit(_ id: ID) -> Statement {
    Statement(
      "feedback.submit",
      "UPDATE recruiting.feedback SET state = 'submitted', submitted_at = clock_timestamp() WHERE id = \(id) AND state = 'draft'"
    )
  }

  static func amend(
    _ old: ID, of interview: Interview, overall: Int?, summary: String, _ items: [FeedbackItem]
  ) -> Statement {
    Statement(
      "feedback.amend",
      """
      INSERT INTO recruiting.feedback
          (entity_id, interview_id, requisition_id, overall, summary, items, state, submitted_at, amends_id)
      VALUES (\(interview.entity), \(interview.id), \(interview.requisition), \(overall.map(Int16.init)), \(summary),
              \(json(items)), 'submitted', clock_timestamp(), \(old))
      """)
  }
}

extension MissingFeedback: RowDecodable {
  public static let columns: StaticString = """
    interview.id, candidate.name, coalesce(person.name, '#' || panel.person_id), interview.ends_at
    """

  public init(row: inout Row) throws(PostgresError) {
    interview = try row.next()
    candidate = try row.next()
    interviewer = try row.next()
    endedAt = try row.next()
  }

  static let all = Query<MissingFeedback>(
    "feedback.missing",
    """
    SELECT \(raw: columns)
      FROM recruiting.interview
      JOIN recruiting.interview_panel AS panel ON panel.interview_id = interview.id AND panel.role <> 'shadow'
      JOIN recruiting.application ON application.id = interview.application_id
      JOIN recruiting.candidate ON candidate.id = application.candidate_id
      LEFT JOIN people.person ON person.id = panel.person_id
     WHERE interview.state IN ('scheduled', 'completed')
       AND interview.ends_at < now()
       AND NOT EXISTS (SELECT FROM recruiting.feedback
                        WHERE feedback.interview_id = interview.id AND feedback.person_id = panel.person_id
                          AND feedback.state <> 'draft')
     ORDER BY interview.ends_at, panel.id
    """)
}
