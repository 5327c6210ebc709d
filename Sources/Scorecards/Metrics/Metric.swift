internal import People
public import Postgres
public import Store

/// One wording of a metric; a new wording is a new version beside it.
public struct Metric: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Metric>

  /// Of the version.
  public let id: ID
  public let entity: Int64
  public let code: String
  public let name: String
  public let version: Int
  /// The first day it is used for.
  public let startsOn: LocalDate
  public let definition: Definition
}

/// A metric as somebody writes it down.
public struct MetricDraft: Codable, Sendable, Equatable {
  public let code: String
  public let name: String
  public var definition: Definition

  public init(_ code: String, _ name: String, _ definition: Definition) {
    self.code = code
    self.name = name
    self.definition = definition
  }
}

// MARK: - SQL

extension Metric: RowDecodable {
  public static let columns: StaticString = """
    version.id, version.entity_id, metric.code, metric.name, version.version, version.starts_on, version.recipe,
    version.shape, version.numerator, version.denominator, version.attribution, version.clock, version.unit,
    version.direction, version.strata, version.estimator, version.window_days, version.threshold, version.left_out,
    version.min_n, version.trusted_n
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    name = try row.next()
    version = try row.next()
    startsOn = try row.next()
    definition = Definition(
      recipe: try row.word(), shape: try row.word(), numerator: try row.next(), denominator: try row.next(),
      attribution: try row.next(), clock: try row.word(), unit: try row.word(), direction: try row.word(),
      strata: try row.word(), estimator: try row.word(), windowDays: try row.next(), threshold: try row.next(),
      leftOut: try row.next(), minimum: try row.next(), trusted: try row.next())
  }

  /// The wording in force on a day, of each metric of an entity; of every entity the caller sees when `nil`.
  static func inForce(on day: LocalDate, of entity: Int64? = nil) -> Query<Metric> {
    Query(
      "metric.in_force",
      """
      SELECT \(raw: columns)
        FROM scorecards.metric
        JOIN LATERAL (
             SELECT * FROM scorecards.metric_version AS version
              WHERE version.metric_id = metric.id AND version.starts_on <= \(day)
              ORDER BY version.version DESC LIMIT 1) AS version ON true
       WHERE coalesce(metric.entity_id = \(entity), true)
       ORDER BY metric.entity_id, metric.id
      """)
  }

  /// Every wording there was of a metric, the newest first.
  static func versions(of code: String) -> Query<Metric> {
    Query(
      "metric.versions",
      """
      SELECT \(raw: columns)
        FROM scorecards.metric
        JOIN scorecards.metric_version AS version ON version.metric_id = metric.id
       WHERE metric.code = \(code)
       ORDER BY version.version DESC
      """)
  }

  /// The definitions an issue counted by.
  static func used(by issue: Issue.ID) -> Query<Metric> {
    Query(
      "metric.used",
      """
      SELECT \(raw: columns)
        FROM scorecards.issue_metric AS used
        JOIN scorecards.metric_version AS version ON version.id = used.metric_version_id
        JOIN scorecards.metric ON metric.id = version.metric_id
       WHERE used.issue_id = \(issue)
       ORDER BY metric.id
      """)
  }
}

extension MetricDraft {
  /// The metric's name, once; a code that is there already keeps its name.
  func addName(to entity: Int64) -> Statement {
    Statement(
      "metric.add",
      """
      INSERT INTO scorecards.metric (entity_id, code, name) VALUES (\(entity), \(code), \(name))
          ON CONFLICT ON CONSTRAINT metric_code_is_free DO NOTHING
      """)
  }

  /// The next wording of it.
  func addVersion(to entity: Int64, from day: LocalDate, note: String) -> Statement {
    Statement(
      "metric_version.add",
      """
      INSERT INTO scorecards.metric_version
          (entity_id, metric_id, version, recipe, shape, numerator, denominator, attribution, clock, unit, direction,
           strata, estimator, window_days, threshold, left_out, min_n, trusted_n, starts_on, note)
      SELECT metric.entity_id, metric.id,
             1 + coalesce((SELECT max(version.version) FROM scorecards.metric_version AS version
                            WHERE version.metric_id = metric.id), 0),
             \(definition.recipe.rawValue), \(definition.shape.rawValue), \(definition.numerator),
             \(definition.denominator), \(definition.attribution), \(definition.clock.rawValue),
             \(definition.unit.rawValue), \(definition.direction.rawValue), \(definition.strata.rawValue),
             \(definition.estimator.rawValue), \(definition.windowDays.map(Int32.init)), \(definition.threshold),
             \(definition.leftOut), \(Int32(definition.minimum)), \(Int32(definition.trusted)), \(day), \(note)
        FROM scorecards.metric
       WHERE metric.entity_id = \(entity) AND metric.code = \(code)
      """)
  }
}
