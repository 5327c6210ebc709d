public import Postgres
public import Store

/// One counting of a period, with what the database knew at that moment.
public struct Issue: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Issue>

  public let id: ID
  public let number: Int
  /// Why it was counted again; the first has none.
  public let reason: String?
  public let asOf: Instant
}

// MARK: - SQL

extension Issue: RowDecodable {
  public static let columns: StaticString = "issue.id, issue.number, issue.reason, issue.as_of_at"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    number = try row.next()
    reason = try row.next()
    asOf = try row.next()
  }

  /// The issue in force at an instant: the newest made by then.
  static func newest(of period: Period.ID, by instant: Instant? = nil) -> Query<Issue> {
    Query(
      "issue.newest",
      """
      SELECT \(raw: columns) FROM scorecards.issue
       WHERE issue.period_id = \(period) AND coalesce(issue.as_of_at <= \(instant), true)
       ORDER BY issue.number DESC LIMIT 1
      """)
  }

  static func add(to period: Period, reason: String?) -> Query<Issue> {
    Query(
      "issue.add",
      """
      INSERT INTO scorecards.issue (entity_id, period_id, number, reason)
      VALUES (\(period.entity), \(period.id), \(Int32(period.issues + 1)), \(reason))
      RETURNING \(raw: columns)
      """)
  }

  /// Which wordings it counts by.
  func use(_ metrics: [Metric]) -> Statement {
    Statement(
      "issue_metric.add",
      """
      INSERT INTO scorecards.issue_metric (entity_id, issue_id, metric_version_id)
      SELECT issue.entity_id, issue.id, version
        FROM scorecards.issue, unnest(\(metrics.map(\.id))) AS version
       WHERE issue.id = \(id)
      """)
  }

  /// Which calendars: the newest of each site.
  var useCalendars: Statement {
    Statement(
      "issue_calendar.add",
      """
      INSERT INTO scorecards.issue_calendar (entity_id, issue_id, site_id, calendar_id)
      SELECT DISTINCT ON (calendar.site_id) calendar.entity_id, issue.id, calendar.site_id, calendar.id
        FROM scorecards.issue
        JOIN people.calendar ON calendar.entity_id = issue.entity_id
       WHERE issue.id = \(id)
       ORDER BY calendar.site_id, calendar.version DESC
      """)
  }

  func count(_ metric: Metric) -> Statement {
    Statement(
      "tally.count",
      """
      INSERT INTO scorecards.tally
          (entity_id, issue_id, metric_version_id, person_id, stratum, n, numerator, denominator, squares, crosses,
           exposures, asked, left_out)
      SELECT \(metric.entity), \(id), \(metric.id), counted.person_id, counted.stratum, counted.n, counted.numerator,
             counted.denominator, counted.squares, counted.crosses, counted.exposures, counted.asked, counted.left_out
        FROM scorecards.count_metric(\(id), \(metric.id)) AS counted
      """)
  }

  var seal: Statement { Statement("issue.seal", "SELECT scorecards.seal_issue(\(id))") }
}
