public import Postgres
public import Store

/// A run of the supply forecast as it was kept.
public struct SupplyRun: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<SupplyRun>

  public let id: ID
  public let asOf: LocalDate
  /// Applications in play.
  public let applications: Int
  public let classes: [Outlook]
  public let weeks: [SupplyForecast.Week]
  /// What was learned, what changed since the run before.
  public let explanation: [String]

  /// One class of the run.
  public struct Outlook: Codable, Sendable, Hashable {
    public let name: String
    public let startsOn: LocalDate
    public let seats: Int
    public let candidates: Int
    public let mean: Double
    public let variance: Double
    public let chanceFull: Double
    public let startsP20: Int
    public let startsP50: Int
    public let startsP80: Int
    public let furtherOffers: Int?
    public let dropDeadOn: LocalDate
    public let applicationsNeeded: Int?
  }
}

// MARK: - SQL

extension SupplyRun {
  struct Head: RowDecodable {
    static let columns: StaticString = """
      run.id, run.as_of_on, run.applications, ARRAY(SELECT jsonb_array_elements_text(run.explanation))
      """
    let id: SupplyRun.ID
    let asOf: LocalDate
    let applications: Int
    let explanation: [String]

    init(row: inout Row) throws(PostgresError) {
      id = try row.next()
      asOf = try row.next()
      applications = try row.next()
      explanation = try row.next()
    }

    /// The newest run of a company; the one asked for by number.
    static func find(_ id: SupplyRun.ID?, in entity: Int64) -> Query<Head> {
      Query(
        "supply_run.find",
        """
        SELECT \(raw: columns)
          FROM recruiting.supply_run AS run
         WHERE run.entity_id = \(entity) AND (\(id) IS NULL OR run.id = \(id))
         ORDER BY run.id DESC LIMIT 1
        """)
    }

    static func all(in entity: Int64) -> Query<Head> {
      Query(
        "supply_run.all",
        "SELECT \(raw: columns) FROM recruiting.supply_run AS run WHERE run.entity_id = \(entity) ORDER BY run.id DESC")
    }
  }

  static func read(_ head: Head, in tx: Session) throws(PostgresError) -> SupplyRun {
    SupplyRun(
      id: head.id, asOf: head.asOf, applications: head.applications,
      classes: try tx.all(Outlook.all(of: head.id)), weeks: try tx.all(SupplyForecast.Week.all(of: head.id)),
      explanation: head.explanation)
  }

  static func add(
    _ forecast: SupplyForecast, curve: JSONText, conversions: JSONText, explanation: [String], to entity: Int64
  ) -> Query<ID> {
    Query(
      "supply_run.add",
      """
      INSERT INTO recruiting.supply_run (entity_id, as_of_on, curve, applications, conversions, explanation)
      VALUES (\(entity), \(forecast.asOf), \(curve), \(forecast.chances.count), \(conversions),
              to_jsonb(\(explanation)))
      RETURNING id
      """)
  }

  static func add(_ outlooks: [SupplyForecast.ClassOutlook], to run: ID, of entity: Int64) -> Statement {
    Statement(
      "supply_class.add",
      """
      INSERT INTO recruiting.supply_class
          (run_id, entity_id, class_id, seats, candidates, mean, variance, chance_full, starts_p20, starts_p50, starts_p80,
           further_offers, drop_dead_on, applications_needed)
      SELECT \(run), \(entity), told.*
        FROM unnest(
               \(outlooks.map(\.trainingClass.id)), \(outlooks.map { Int32($0.trainingClass.seats) }),
               \(outlooks.map { Int32($0.candidates) }), \(outlooks.map(\.mean)), \(outlooks.map(\.variance)),
               \(outlooks.map(\.chanceFull)), \(outlooks.map { Int32($0.startsP20) }),
               \(outlooks.map { Int32($0.startsP50) }), \(outlooks.map { Int32($0.startsP80) }),
               \(outlooks.map { $0.furtherOffers.map { Int32(clamping: $0) } }), \(outlooks.map(\.dropDeadOn)),
               \(outlooks.map { $0.applicationsNeeded.map { Int32(clamping: $0) } })) AS told
      """)
  }

  static func add(_ weeks: [SupplyForecast.Week], to run: ID, of entity: Int64) -> Statement {
    Statement(
      "supply_week.add",
      """
      INSERT INTO recruiting.supply_week (run_id, entity_id, week_on, mean, fte_p20, fte_p50, fte_p80)
      SELECT \(run), \(entity), told.*
        FROM unnest(\(weeks.map(\.week)), \(weeks.map(\.mean)), \(weeks.map(\.p20)), \(weeks.map(\.p50)),
                    \(weeks.map(\.p80))) AS told
      """)
  }

  static func add(_ chances: [SupplyForecast.Chance], to run: ID, of entity: Int64) -> Statement {
    Statement(
      "supply_chance.add",
      """
      INSERT INTO recruiting.supply_chance (run_id, entity_id, application_id, class_id, stage, chance)
      SELECT \(run), \(entity), told.*
        FROM unnest(\(chances.map(\.application.id)), \(chances.map(\.trainingClass)),
                    \(chances.map(\.application.stage)), \(chances.map(\.chance))) AS told
      """)
  }
}

extension SupplyRun.Outlook: RowDecodable {
  public static let columns: StaticString = """
    class.name, class.starts_on, told.seats, told.candidates, told.mean, told.variance, told.chance_full,
    told.starts_p20, told.starts_p50, told.starts_p80, told.further_offers, told.drop_dead_on, told.applications_needed
    """

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    startsOn = try row.next()
    seats = try row.next()
    candidates = try row.next()
    mean = try row.next()
    variance = try row.next()
    chanceFull = try row.next()
    startsP20 = try row.next()
    startsP50 = try row.next()
    startsP80 = try row.next()
    furtherOffers = try row.next()
    dropDeadOn = try row.next()
    applicationsNeeded = try row.next()
  }

  static func all(of run: SupplyRun.ID) -> Query<SupplyRun.Outlook> {
    Query(
      "supply_class.all",
      """
      SELECT \(raw: columns)
        FROM recruiting.supply_class AS told
        JOIN people.training_class AS class ON class.id = told.class_id
       WHERE told.run_id = \(run) ORDER BY class.starts_on, class.id
      """)
  }
}

extension SupplyForecast.Week: RowDecodable {
  public static let columns: StaticString = "told.week_on, told.mean, told.fte_p20, told.fte_p50, told.fte_p80"

  public init(row: inout Row) throws(PostgresError) {
    week = try row.next()
    mean = try row.next()
    p20 = try row.next()
    p50 = try row.next()
    p80 = try row.next()
  }

  static func all(of run: SupplyRun.ID) -> Query<SupplyForecast.Week> {
    Query(
      "supply_week.all",
      "SELECT \(raw: columns) FROM recruiting.supply_week AS told WHERE told.run_id = \(run) ORDER BY told.week_on")
  }
}
