public import Postgres
public import Store

/// Whom to hire by which Monday, made from one requirement.
public struct HiringPlanVersion: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<HiringPlanVersion>

  public let id: ID
  public let requirement: RequirementVersion.ID
  public let asOf: LocalDate
  /// Whether the classes cover every week; if not, ``explanation`` says what binds.
  public let isCovered: Bool
  public let costMinor: Int
  public let currency: String
  public let explanation: [String]
}

/// Productive agents of one week, Monday to Sunday.
public struct HiringWeek: Codable, Hashable, Sendable {
  public let week: LocalDate
  public let required: Double
  /// Supply of those employed or expected already.
  public let supplyBefore: Double
  /// Supply with the plan's classes.
  public let supplyPlanned: Double

  public var gap: Double { max(0, required - supplyPlanned) }
}

/// One class of new agents.
public struct HiringClass: Codable, Hashable, Sendable {
  public let startsOn: LocalDate
  public let kind: String
  public let starters: Int
  public let openRequisitionOn: LocalDate
  /// The last Monday on which this class may start and still be productive in the week that needs it.
  public let lastSafeOn: LocalDate
  public let productiveOn: LocalDate
  public let reason: String
}

// MARK: - SQL

extension HiringPlanVersion: RowDecodable {
  public static let columns: StaticString = """
    plan.id, plan.requirement_id, plan.as_of_on, plan.is_covered, plan.cost_minor, plan.currency,
    ARRAY(SELECT jsonb_array_elements_text(plan.explanation))
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    requirement = try row.next()
    asOf = try row.next()
    isCovered = try row.next()
    costMinor = try row.next()
    currency = try row.next()
    explanation = try row.next()
  }

  static func newest(of season: Season.ID) -> Query<HiringPlanVersion> {
    Query(
      "hiring_plan.newest",
      """
      SELECT \(raw: columns) FROM scheduling.hiring_plan AS plan
       WHERE plan.season_id = \(season) ORDER BY plan.id DESC LIMIT 1
      """)
  }

  static func add(
    season: Season, requirement: RequirementVersion.ID, asOf: LocalDate, isCovered: Bool, costMinor: Int,
    currency: String, explanation: [String]
  ) -> Query<HiringPlanVersion> {
    Query(
      "hiring_plan.add",
      """
      INSERT INTO scheduling.hiring_plan AS plan
        (entity_id, season_id, requirement_id, as_of_on, is_covered, cost_minor, currency, explanation)
      VALUES (\(season.entity), \(season.id), \(requirement), \(asOf), \(isCovered), \(costMinor), \(currency),
              to_jsonb(\(explanation)))
      RETURNING \(raw: columns)
      """)
  }
}

extension HiringWeek: RowDecodable {
  public static let columns: StaticString = "week.week_on, week.required, week.supply_before, week.supply_planned"

  public init(row: inout Row) throws(PostgresError) {
    week = try row.next()
    required = try row.next()
    supplyBefore = try row.next()
    supplyPlanned = try row.next()
  }

  static func all(of plan: HiringPlanVersion.ID) -> Query<HiringWeek> {
    Query(
      "hiring_week.all",
      """
      SELECT \(raw: columns) FROM scheduling.hiring_week AS week
       WHERE week.hiring_plan_id = \(plan) ORDER BY week.week_on
      """)
  }

  static func add(_ weeks: [HiringWeek], to plan: HiringPlanVersion.ID, of season: Season) -> Statement {
    Statement(
      "hiring_week.add",
      """
      INSERT INTO scheduling.hiring_week (entity_id, hiring_plan_id, week_on, required, supply_before, supply_planned)
      SELECT \(season.entity), \(plan), week.*
        FROM unnest(\(weeks.map(\.week)), \(weeks.map(\.required)), \(weeks.map(\.supplyBefore)),
                    \(weeks.map(\.supplyPlanned))) AS week
      """)
  }
}

extension HiringClass: RowDecodable {
  public static let columns: StaticString = """
    class.starts_on, class.kind, class.starters, class.open_requisition_on, class.last_safe_on, class.productive_on,
    class.reason
    """

  public init(row: inout Row) throws(PostgresError) {
    startsOn = try row.next()
    kind = try row.next()
    starters = try row.next()
    openRequisitionOn = try row.next()
    lastSafeOn = try row.next()
    productiveOn = try row.next()
    reason = try row.next()
  }

  static func all(of plan: HiringPlanVersion.ID) -> Query<HiringClass> {
    Query(
      "hiring_class.all",
      """
      SELECT \(raw: columns) FROM scheduling.hiring_class AS class
       WHERE class.hiring_plan_id = \(plan) ORDER BY class.starts_on, class.kind
      """)
  }

  static func add(_ classes: [HiringClass], to plan: HiringPlanVersion.ID, of season: Season) -> Statement {
    Statement(
      "hiring_class.add",
      """
      INSERT INTO scheduling.hiring_class
        (entity_id, hiring_plan_id, starts_on, kind, starters, open_requisition_on, last_safe_on, productive_on, reason)
      SELECT \(season.entity), \(plan), class.*
        FROM unnest(\(classes.map(\.startsOn)), \(classes.map(\.kind)), \(classes.map { Int32($0.starters) }),
                    \(classes.map(\.openRequisitionOn)), \(classes.map(\.lastSafeOn)), \(classes.map(\.productiveOn)),
                    \(classes.map(\.reason))) AS class
      """)
  }
}
