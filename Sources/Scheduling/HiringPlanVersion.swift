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
  /// Productive agents' work to be done in overtime, and by an outsourcer.
  public let overtime: Double
  public let outsourced: Double
  /// How sure the week is; `nil` for a plan of a Muster that did not play its plans through.
  public let odds: Odds?

  /// A week played through a thousand times, with demand and people as they may turn out.
  public struct Odds: Codable, Hashable, Sendable {
    /// The share of paths in which less is supplied than required.
    public let short: Double
    /// The middle eight tenths of what is required.
    public let requiredP10: Double
    public let requiredP90: Double
    /// The middle eight tenths of what is supplied.
    public let supplyP10: Double
    public let supplyP90: Double
  }

  /// Productive agents' work done without hiring: overtime and outsourcing.
  public var relief: Double { overtime + outsourced }

  /// Productive agents missing in spite of overtime and outsourcing.
  public var gap: Double { max(0, required - supplyPlanned - relief) }
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
  public static let columns: StaticString = """
    week.week_on, week.required, week.supply_before, week.supply_planned, week.overtime, week.outsourced,
    week.short_share, week.required_p10,
    week.required_p90, week.supply_p10, week.supply_p90
    """

  public init(row: inout Row) throws(PostgresError) {
    week = try row.next()
    required = try row.next()
    supplyBefore = try row.next()
    supplyPlanned = try row.next()
    overtime = try row.next()
    outsourced = try row.next()
    odds = try Odds(row: &row)
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
      INSERT INTO scheduling.hiring_week
        (entity_id, hiring_plan_id, week_on, required, supply_before, supply_planned, overtime, outsourced, short_share,
         required_p10, required_p90, supply_p10, supply_p90)
      SELECT \(season.entity), \(plan), week.*
        FROM unnest(\(weeks.map(\.week)), \(weeks.map(\.required)), \(weeks.map(\.supplyBefore)),
                    \(weeks.map(\.supplyPlanned)), \(weeks.map(\.overtime)), \(weeks.map(\.outsourced)),
                    \(weeks.map(\.odds?.short)), \(weeks.map(\.odds?.requiredP10)),
                    \(weeks.map(\.odds?.requiredP90)), \(weeks.map(\.odds?.supplyP10)),
                    \(weeks.map(\.odds?.supplyP90))) AS week
      """)
  }
}

extension HiringWeek.Odds {
  /// Five columns that are all there or all missing.
  fileprivate init?(row: inout Row) throws(PostgresError) {
    let short: Double? = try row.next()
    let found: [Double?] = [try row.next(), try row.next(), try row.next(), try row.next()]
    guard let short, let requiredP10 = found[0], let requiredP90 = found[1], let supplyP10 = found[2],
      let supplyP90 = found[3]
    else { return nil }
    self.init(
      short: short, requiredP10: requiredP10, requiredP90: requiredP90, supplyP10: supplyP10, supplyP90: supplyP90)
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
