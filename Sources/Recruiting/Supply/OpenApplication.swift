internal import People
public import Postgres

/// An application still in play, as the forecast looks at it: numbers and dates, no name.
public struct OpenApplication: Codable, Sendable, Hashable {
  public let id: Int64
  public let requisition: String
  public let family: String
  public let sourceKind: String
  public let pipeline: String
  public let stage: String
  public let rank: Int
  /// The ranks that mean accepted and started in its pipeline.
  public let acceptedRank: Int
  public let startedRank: Int
  public let site: Int64
  public let entity: Int64
  public let skill: Int64?
  public let availableOn: LocalDate?
  public let noticeDays: Int
  public let weeklyMinutes: Int
  public let kind: String
  /// The class of its offer or hire.
  public let offeredClass: Int64?
  /// The classes of its requisition's open seats.
  public let seatClasses: [Int64]
  /// Hired already: People expects them under their own arrival.
  public let isHired: Bool

  public init(
    id: Int64, requisition: String, family: String, sourceKind: String, pipeline: String, stage: String, rank: Int,
    acceptedRank: Int, startedRank: Int, site: Int64, entity: Int64, skill: Int64? = nil,
    availableOn: LocalDate? = nil, noticeDays: Int = 0, weeklyMinutes: Int = 2_250, kind: String = "seasonal",
    offeredClass: Int64? = nil, seatClasses: [Int64] = [], isHired: Bool = false
  ) {
    self.id = id
    self.requisition = requisition
    self.family = family
    self.sourceKind = sourceKind
    self.pipeline = pipeline
    self.stage = stage
    self.rank = rank
    self.acceptedRank = acceptedRank
    self.startedRank = startedRank
    self.site = site
    self.entity = entity
    self.skill = skill
    self.availableOn = availableOn
    self.noticeDays = noticeDays
    self.weeklyMinutes = weeklyMinutes
    self.kind = kind
    self.offeredClass = offeredClass
    self.seatClasses = seatClasses
    self.isHired = isHired
  }
}

/// A class that starters may still join.
public struct OpenClass: Codable, Sendable, Hashable {
  public let id: Int64
  public let name: String
  public let site: Int64
  public let skill: Int64?
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let seats: Int

  public init(
    id: Int64, name: String, site: Int64, skill: Int64? = nil, startsOn: LocalDate, endsOn: LocalDate, seats: Int
  ) {
    self.id = id
    self.name = name
    self.site = site
    self.skill = skill
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.seats = seats
  }

  /// Whole weeks of training.
  public var weeks: Int { Int(endsOn.daysSince2000 - startsOn.daysSince2000 + 7) / 7 }
}

// MARK: - SQL

extension OpenApplication: RowDecodable {
  public static let columns: StaticString = """
    application.id, asked.code, coalesce(asked.family, asked.title), coalesce(source.kind, 'other'), pipeline.name,
    place.name, place.rank, coalesce(ends.accepted, 32767), coalesce(ends.started, 32767), asked.site_id,
    asked.entity_id, asked.skill_id, application.available_on, coalesce(application.notice_days, 0),
    coalesce(application.desired_weekly_minutes, asked.weekly_minutes), asked.kind,
    coalesce(hire.class_id, offer.class_id), coalesce(seats.classes, '{}'), hire.id IS NOT NULL
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    requisition = try row.next()
    family = try row.next()
    sourceKind = try row.next()
    pipeline = try row.next()
    stage = try row.next()
    rank = try row.next()
    acceptedRank = try row.next()
    startedRank = try row.next()
    site = try row.next()
    entity = try row.next()
    skill = try row.next()
    availableOn = try row.next()
    noticeDays = try row.next()
    weeklyMinutes = try row.next()
    kind = try row.next()
    offeredClass = try row.next()
    seatClasses = try row.next()
    isHired = try row.next()
  }

  /// Everybody still in play in a company: not ended, and not at their desk yet.
  static func all(in entity: Int64) -> Query<OpenApplication> {
    Query(
      "open_application.all",
      """
      WITH ends AS MATERIALIZED (
          SELECT stage.pipeline_id, min(stage.rank) FILTER (WHERE stage.kind = 'accepted') AS accepted,
                 min(stage.rank) FILTER (WHERE stage.kind = 'started') AS started
            FROM recruiting.stage WHERE stage.entity_id = \(entity) GROUP BY 1
      ), seats AS MATERIALIZED (
          SELECT opening.requisition_id, array_agg(DISTINCT opening.class_id) AS classes
            FROM recruiting.opening
           WHERE opening.entity_id = \(entity) AND opening.class_id IS NOT NULL
             AND opening.state IN ('planned', 'approved', 'open', 'reserved')
           GROUP BY 1
      )
      SELECT \(raw: columns)
        FROM recruiting.application
        JOIN recruiting.requisition AS asked ON asked.id = application.requisition_id
        JOIN recruiting.stage AS place ON place.id = application.stage_id
        JOIN recruiting.pipeline ON pipeline.id = place.pipeline_id
        JOIN ends ON ends.pipeline_id = place.pipeline_id
        LEFT JOIN recruiting.source ON source.id = application.source_id
        LEFT JOIN seats ON seats.requisition_id = application.requisition_id
        LEFT JOIN recruiting.offer
          ON offer.application_id = application.id AND offer.state IN ('pending', 'approved', 'sent', 'accepted')
        LEFT JOIN recruiting.hire ON hire.application_id = application.id AND hire.ended_at IS NULL
       WHERE application.entity_id = \(entity)
         AND application.ended_at IS NULL
         AND place.kind <> 'started' AND hire.started_at IS NULL
         AND asked.state IN ('open', 'on_hold', 'filled')
       ORDER BY application.id
      """)
  }
}

extension OpenClass: RowDecodable {
  public static let columns: StaticString =
    "class.id, class.name, class.site_id, class.skill_id, class.starts_on, class.ends_on, class.seats"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    site = try row.next()
    skill = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    seats = try row.next()
  }

  /// Classes that start after a day, the earliest first.
  static func all(in entity: Int64, after day: LocalDate) -> Query<OpenClass> {
    Query(
      "open_class.all",
      """
      SELECT \(raw: columns)
        FROM people.training_class AS class
       WHERE class.entity_id = \(entity) AND class.cancelled_at IS NULL AND class.starts_on > \(day)
       ORDER BY class.starts_on, class.id
      """)
  }
}
