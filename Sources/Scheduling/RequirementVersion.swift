public import Postgres
public import Store

/// Agents needed in each slot of a season, made from one forecast and one set of assumptions.
public struct RequirementVersion: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<RequirementVersion>

  public let id: ID
  public let forecast: ForecastVersion.ID
  public let assumption: Int64
  /// The quantile of the forecast that is staffed for: `mean`, `p10`, `p50` or `p90`.
  public let quantile: String
  public let slotMinutes: Int
}

/// One slot of one queue; a closed slot has none.
public struct RequirementSlot: Codable, Hashable, Sendable {
  public let queue: String
  public let day: LocalDate
  /// Slots since local midnight.
  public let slot: Int
  public let volume: Double
  public let handleSeconds: Double
  /// Erlangs.
  public let offeredLoad: Double
  /// Agents on contacts at the same time.
  public let agents: Int
  /// Agents on the roster, so that ``agents`` remain after shrinkage.
  public let scheduled: Int
}

// MARK: - SQL

extension RequirementVersion: RowDecodable {
  public static let columns: StaticString = """
    requirement.id, requirement.forecast_id, requirement.assumption_id, requirement.quantile, requirement.slot_minutes
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    forecast = try row.next()
    assumption = try row.next()
    quantile = try row.next()
    slotMinutes = try row.next()
  }

  static func newest(of season: Season.ID) -> Query<RequirementVersion> {
    Query(
      "requirement.newest",
      """
      SELECT \(raw: columns) FROM scheduling.requirement AS requirement
       WHERE requirement.season_id = \(season) ORDER BY requirement.id DESC LIMIT 1
      """)
  }

  static func called(_ id: ID) -> Query<RequirementVersion> {
    Query(
      "requirement.called",
      "SELECT \(raw: columns) FROM scheduling.requirement AS requirement WHERE requirement.id = \(id)")
  }

  static func add(
    season: Season, forecast: ForecastVersion.ID, assumption: Int64, quantile: String, slotMinutes: Int
  ) -> Query<RequirementVersion> {
    Query(
      "requirement.add",
      """
      INSERT INTO scheduling.requirement AS requirement
        (entity_id, season_id, forecast_id, assumption_id, quantile, slot_minutes)
      VALUES (\(season.entity), \(season.id), \(forecast), \(assumption), \(quantile), \(Int16(slotMinutes)))
      RETURNING \(raw: columns)
      """)
  }
}

extension RequirementSlot: RowDecodable {
  public static let columns: StaticString = """
    slot.queue, slot.day_on, slot.slot, slot.volume, slot.handle_seconds, slot.offered_load, slot.agents, slot.scheduled
    """

  public init(row: inout Row) throws(PostgresError) {
    queue = try row.next()
    day = try row.next()
    slot = try row.next()
    volume = try row.next()
    handleSeconds = try row.next()
    offeredLoad = try row.next()
    agents = try row.next()
    scheduled = try row.next()
  }

  static func all(
    of requirement: RequirementVersion.ID, from: LocalDate? = nil, to: LocalDate? = nil
  )
    -> Query<RequirementSlot>
  {
    Query(
      "requirement_slot.all",
      """
      SELECT \(raw: columns) FROM scheduling.requirement_slot AS slot
       WHERE slot.requirement_id = \(requirement)
         AND slot.day_on BETWEEN coalesce(\(from), '-infinity') AND coalesce(\(to), 'infinity')
       ORDER BY slot.queue, slot.day_on, slot.slot
      """)
  }

  static func add(_ slots: [RequirementSlot], to requirement: RequirementVersion.ID, of season: Season) -> Statement {
    Statement(
      "requirement_slot.add",
      """
      INSERT INTO scheduling.requirement_slot
        (entity_id, requirement_id, queue, day_on, slot, volume, handle_seconds, offered_load, agents, scheduled)
      SELECT \(season.entity), \(requirement), slot.*
        FROM unnest(\(slots.map(\.queue)), \(slots.map(\.day)), \(slots.map { Int16($0.slot) }), \(slots.map(\.volume)),
                    \(slots.map(\.handleSeconds)), \(slots.map(\.offeredLoad)), \(slots.map { Int32($0.agents) }),
                    \(slots.map { Int32($0.scheduled) })) AS slot
      """)
  }
}
