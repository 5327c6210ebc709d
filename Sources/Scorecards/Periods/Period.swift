public import People
public import Postgres
public import Store

/// The days that people are measured by, on the clock of one site.
public struct Period: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Period>

  /// Who is shown: everyone alone, or teams of five and more only.
  public enum Mode: String, Codable, Sendable, CaseIterable {
    case individual, team
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let mode: Mode
  /// How often it was counted.
  public let issues: Int
  /// Cards by their state, those that were reissued left out.
  public let standing: [String]
}

// MARK: - SQL

extension Period: RowDecodable {
  public static let columns: StaticString = """
    period.id, period.entity_id, period.code, period.starts_on, period.ends_on, period.mode,
    (SELECT count(*) FROM scorecards.issue WHERE issue.period_id = period.id),
    ARRAY(SELECT count(*) || ' ' || standing.state FROM scorecards.standing
           WHERE standing.period_id = period.id AND standing.state <> 'reissued'
           GROUP BY standing.state
           ORDER BY array_position(ARRAY['computed', 'in review', 'signed', 'acknowledged', 'objected',
                                         'countersigned', 'published'], standing.state))
    """
  private static let plainColumns: StaticString = """
    period.id, period.entity_id, period.code, period.starts_on, period.ends_on, period.mode,
    (SELECT count(*) FROM scorecards.issue WHERE issue.period_id = period.id), '{}'::text[]
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    mode = try row.word()
    issues = try row.next()
    standing = try row.next()
  }

  /// Every period, the latest first, with how far its cards are.
  static var all: Query<Period> {
    Query("period.all", "SELECT \(raw: columns) FROM scorecards.period ORDER BY period.starts_on DESC, period.id DESC")
  }

  private static func called(_ code: String) -> Query<Period> {
    Query("period.called", "SELECT \(raw: plainColumns) FROM scorecards.period WHERE period.code = \(code)")
  }

  static func find(_ code: String, in tx: Session) throws -> Period {
    guard let period = try tx.first(called(code)) else { throw ScorecardsError.unknownPeriod(code) }
    return period
  }

  static func open(
    _ code: String, at site: Site, from: LocalDate, through: LocalDate, mode: Mode
  ) -> Query<Period> {
    Query(
      "period.open",
      """
      INSERT INTO scorecards.period (entity_id, code, site_id, starts_on, ends_on, mode)
      VALUES (\(site.entity), \(code), \(site.id), \(from), \(through), \(mode.rawValue))
      RETURNING \(raw: plainColumns)
      """)
  }
}
