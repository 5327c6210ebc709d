public import People
public import Postgres
public import Store

/// One candidate's wish for one requisition, and where it stands.
public struct Application: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Application>

  public enum End: String, Codable, Sendable, CaseIterable {
    case rejected, withdrawn, closed
    case noShow = "no_show"
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let candidate: String
  public let candidateID: Candidate.ID
  public let requisition: String
  public let requisitionID: Requisition.ID
  public let pipeline: Pipeline.ID
  /// The stage it stands at, or stood at when it ended.
  public let stage: String?
  public let stageID: Stage.ID?
  public let source: String?
  public let appliedAt: Instant
  public let end: End?
  public let endReason: String?
  public let endedAt: Instant?

  /// What a recruiter calls it.
  public var code: String { "A-\(id)" }
}

/// Which applications are meant; what is left out does not narrow.
public struct ApplicationFilter: Codable, Sendable, Equatable {
  public var requisition: String?
  public var stage: String?
  public var source: String?
  public var candidate: String?
  /// Whether those that ended are listed too.
  public var includesEnded = false
  /// Only those that stand where they stand since before this instant.
  public var idleSince: Instant?
  /// Only those that a bulk change or an import touched.
  public var batch: Batch.ID?
  public var limit: Int?

  public init(requisition: String? = nil, stage: String? = nil, source: String? = nil, candidate: String? = nil) {
    self.requisition = requisition
    self.stage = stage
    self.source = source
    self.candidate = candidate
  }
}

// MARK: - SQL

extension Application: RowDecodable {
  public static let columns: StaticString = """
    application.id, application.entity_id, candidate.name, application.candidate_id, requisition.code,
    application.requisition_id, application.pipeline_id, stage.name, application.stage_id, source.name,
    application.applied_at, application.end_kind, reason.name, application.ended_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    candidate = try row.next()
    candidateID = try row.next()
    requisition = try row.next()
    requisitionID = try row.next()
    pipeline = try row.next()
    stage = try row.next()
    stageID = try row.next()
    source = try row.next()
    appliedAt = try row.next()
    end = (try row.next(String?.self)).flatMap(End.init)
    endReason = try row.next()
    endedAt = try row.next()
  }

  static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.application
      JOIN recruiting.candidate ON candidate.id = application.candidate_id
      JOIN recruiting.requisition ON requisition.id = application.requisition_id
      LEFT JOIN recruiting.stage ON stage.id = application.stage_id
      LEFT JOIN recruiting.source ON source.id = application.source_id
      LEFT JOIN recruiting.reason ON reason.id = application.end_reason_id
     WHERE \(condition)
     ORDER BY requisition.code, stage.rank, application.applied_at, application.id
    """
  }

  static func matching(_ filter: ApplicationFilter) -> Query<Application> {
    Query("application.matching", "\(list(condition(filter))) LIMIT \(filter.limit.map(Int64.init) ?? Int64.max)")
  }

  static func condition(_ filter: ApplicationFilter) -> SQL {
    let candidate = filter.candidate.flatMap { number(of: $0, after: "C") }
    return """
      (\(filter.requisition) IS NULL OR requisition.code = \(filter.requisition))
      AND (\(filter.stage) IS NULL OR lower(stage.name) = lower(\(filter.stage)))
      AND (\(filter.source) IS NULL OR lower(source.name) = lower(\(filter.source)))
      AND (\(filter.candidate) IS NULL OR candidate.name = \(filter.candidate) OR candidate.id = \(candidate))
      AND (\(filter.includesEnded) OR application.ended_at IS NULL)
      AND (\(filter.idleSince) IS NULL
           OR (SELECT max(event.happened_at) FROM recruiting.live_event AS event
                WHERE event.application_id = application.id) < \(filter.idleSince))
      AND (\(filter.batch) IS NULL OR application.batch_id = \(filter.batch)
           OR application.id IN (SELECT event.application_id FROM recruiting.stage_event AS event
                                  WHERE event.batch_id = \(filter.batch)))
      """
  }

  static func called(_ text: String) -> Query<Application> {
    let id = number(of: text, after: "A")
    return Query(
      "application.called",
      """
      \(list(
        """
        application.id = \(id)
        OR (candidate.name = \(text)
            AND (application.ended_at IS NULL
                 OR NOT EXISTS (SELECT FROM recruiting.application AS live
                                 WHERE live.candidate_id = application.candidate_id AND live.ended_at IS NULL)))
        """))
      LIMIT 5
      """)
  }

  static func set(_ source: CandidateSource.ID, of id: ID) -> Statement {
    Statement(
      "application.source",
      """
      UPDATE recruiting.application SET source_id = \(source), operation_id = op.current() WHERE id = \(id)
      """)
  }

  static func with(_ id: ID) -> Query<Application> {
    Query("application.with", list("application.id = \(id)"))
  }

  static func add(
    _ candidate: Candidate, to requisition: Requisition.ID, from source: CandidateSource.ID?, with terms: AppliedTerms
  ) -> Query<ID> {
    Query(
      "application.add",
      """
      INSERT INTO recruiting.application
          (entity_id, candidate_id, requisition_id, pipeline_id, source_id, available_on, notice_days,
           desired_weekly_minutes, consent_until_on)
      SELECT requisition.entity_id, \(candidate.id), requisition.id, requisition.pipeline_id, \(source),
             \(terms.availableOn), \(terms.noticeDays.map(Int32.init)), \(terms.desiredWeeklyMinutes.map(Int32.init)),
             \(terms.consentUntilOn)
        FROM recruiting.requisition
       WHERE requisition.id = \(requisition)
      RETURNING id
      """)
  }
}

/// What somebody asks for when they apply; unknown stays unknown.
public struct AppliedTerms: Codable, Sendable, Equatable {
  public var availableOn: LocalDate?
  public var noticeDays: Int?
  public var desiredWeeklyMinutes: Int?
  public var consentUntilOn: LocalDate?

  public init() {}
}
