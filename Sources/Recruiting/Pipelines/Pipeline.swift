public import People
public import Postgres
public import Store

/// A version of the stages an application goes through; what is published stays as it is.
public struct Pipeline: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Pipeline>

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  public let version: Int
}

/// One stage of a pipeline.
public struct Stage: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Stage>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case lead, applied, screen, assess, interview, offer, accepted, started
  }

  public let id: ID
  public let pipeline: Pipeline.ID
  public let name: String
  public let kind: Kind
  public let rank: Int
  /// Opening minutes of the site within which the stage should be left.
  public let slaMinutes: Int?
  /// How many interviewers must have told before somebody goes on.
  public let requiredFeedback: Int
}

/// A stage as somebody plans it.
public struct PlannedStage: Codable, Sendable, Equatable {
  public var name: String
  public var kind: Stage.Kind
  public var slaMinutes: Int?
  public var requiredFeedback: Int

  public init(_ name: String, _ kind: Stage.Kind, slaMinutes: Int? = nil, requiredFeedback: Int = 0) {
    self.name = name
    self.kind = kind
    self.slaMinutes = slaMinutes
    self.requiredFeedback = requiredFeedback
  }

  /// What a shop begins with: a call, a talk with anchors, an offer.
  public static let customerService = [
    PlannedStage("Applied", .applied, slaMinutes: 2 * 840),
    PlannedStage("Phone screen", .screen, slaMinutes: 3 * 840),
    PlannedStage("Interview", .interview, slaMinutes: 5 * 840),
    PlannedStage("Offer", .offer, slaMinutes: 3 * 840),
    PlannedStage("Accepted", .accepted),
    PlannedStage("Started", .started),
  ]
}

/// Why something ended: ours, theirs, or neither's.
public struct Reason: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Reason>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case org, candidate, admin, opening
    case noShow = "no_show"
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let kind: Kind
  public let name: String
}

/// Where candidates come from.
public struct CandidateSource: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<CandidateSource>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case board, site, referral, agency, event, social, alumni, advertisement, other
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  public let kind: Kind
}

// MARK: - SQL

extension Pipeline: RowDecodable {
  public static let columns: StaticString = "pipeline.id, pipeline.entity_id, pipeline.name, pipeline.version"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    version = try row.next()
  }

  static let all = Query<Pipeline>(
    "pipeline.all",
    "SELECT \(raw: columns) FROM recruiting.pipeline WHERE published_at IS NOT NULL ORDER BY name, version DESC")

  static func newest(_ name: String?, of entity: LegalEntity.ID) -> Query<Pipeline> {
    Query(
      "pipeline.newest",
      """
      SELECT \(raw: columns)
        FROM recruiting.pipeline
       WHERE pipeline.entity_id = \(entity)
         AND pipeline.published_at IS NOT NULL
         AND (\(name) IS NULL OR pipeline.name = \(name))
       ORDER BY pipeline.id DESC
       LIMIT 1
      """)
  }

  static func names(of entity: LegalEntity.ID) -> Query<String> {
    Query("pipeline.names", "SELECT DISTINCT name FROM recruiting.pipeline WHERE entity_id = \(entity) ORDER BY name")
  }

  /// Makes and publishes the next version of a pipeline.
  static func make(_ name: String, _ stages: [PlannedStage], of entity: LegalEntity.ID) -> Query<ID> {
    Query(
      "pipeline.make",
      """
      SELECT recruiting.make_pipeline(\(entity), \(name), \(stages.map(\.name)), \(stages.map(\.kind.rawValue)),
             \(stages.map { $0.slaMinutes.map(Int32.init) }), \(stages.map { Int16($0.requiredFeedback) }))
      """)
  }
}

extension Stage: RowDecodable {
  public static let columns: StaticString = """
    stage.id, stage.pipeline_id, stage.name, stage.kind, stage.rank, stage.sla_minutes, stage.required_feedback
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    pipeline = try row.next()
    name = try row.next()
    kind = try row.word()
    rank = Int(try row.next(Int16.self))
    slaMinutes = try row.next()
    requiredFeedback = Int(try row.next(Int16.self))
  }

  static func of(_ pipeline: Pipeline.ID) -> Query<Stage> {
    Query(
      "stage.of",
      "SELECT \(raw: columns) FROM recruiting.stage WHERE stage.pipeline_id = \(pipeline) ORDER BY stage.rank")
  }
}

extension Reason: RowDecodable {
  public static let columns: StaticString = "reason.id, reason.entity_id, reason.kind, reason.name"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    kind = try row.word()
    name = try row.next()
  }

  static func live(of entity: LegalEntity.ID?) -> Query<Reason> {
    Query(
      "reason.live",
      """
      SELECT \(raw: columns)
        FROM recruiting.reason
       WHERE (\(entity) IS NULL OR reason.entity_id = \(entity))
         AND reason.retired_at IS NULL
       ORDER BY reason.kind, reason.name
      """)
  }

  static func add(_ name: String, _ kind: Kind, to entity: LegalEntity.ID) -> Query<Reason> {
    Query(
      "reason.add",
      """
      INSERT INTO recruiting.reason (entity_id, kind, name)
      VALUES (\(entity), \(kind.rawValue), \(name))
      RETURNING \(raw: columns)
      """)
  }
}

extension CandidateSource: RowDecodable {
  public static let columns: StaticString = "source.id, source.entity_id, source.name, source.kind"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    kind = try row.word()
  }

  static let all = Query<CandidateSource>(
    "candidate_source.all", "SELECT \(raw: columns) FROM recruiting.source ORDER BY source.name")

  static func add(_ name: String, _ kind: Kind, to entity: LegalEntity.ID) -> Query<CandidateSource> {
    Query(
      "candidate_source.add",
      """
      INSERT INTO recruiting.source (entity_id, name, kind)
      VALUES (\(entity), \(name), \(kind.rawValue))
      RETURNING \(raw: columns)
      """)
  }

  func cost(in month: LocalDate, external: Int64, ours: Int64) -> Statement {
    Statement(
      "candidate_source.cost",
      """
      INSERT INTO recruiting.source_cost (entity_id, source_id, month_on, external_minor, internal_minor, currency)
      SELECT company.id, \(id), date_trunc('month', \(month)::timestamp)::date, \(external), \(ours), company.currency
        FROM people.legal_entity AS company
       WHERE company.id = \(entity)
          ON CONFLICT (source_id, month_on) DO UPDATE
         SET external_minor = excluded.external_minor, internal_minor = excluded.internal_minor,
             operation_id = op.current()
      """)
  }
}
