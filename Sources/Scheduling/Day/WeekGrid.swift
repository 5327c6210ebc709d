public import Postgres
internal import Store

/// A week as a team reads it: people down, days across, and below how well each hour is covered.
public struct WeekGrid: Codable, Sendable {
  public let days: [LocalDate]
  public let rows: [GridRow]
  /// Agents there and agents needed, slot by slot over all queues; empty where nothing was planned.
  public let coverage: [GridSlot]
  public let slotMinutes: Int
  /// The newest version among the shifts, and when it was published.
  public let version: Int?
  public let publishedAt: Instant?
  /// The instant the grid was read: the age of what it shows.
  public let readAt: Instant
}

/// One person's week.
public struct GridRow: Codable, Hashable, Sendable {
  public let person: Int64
  public let name: String
  public let team: String?
  public let zone: String
  public let shifts: [GridShift]

  /// Paid minutes of the week, as they really pass.
  public var paidMinutes: Int { shifts.reduce(0) { $0 + $1.paidMinutes } }
}

/// One shift of a grid, on the local day it starts.
public struct GridShift: Codable, Hashable, Sendable {
  public let day: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let endsNextDay: Bool
  public let paidMinutes: Int
}

/// One slot of a day: minutes after midnight, needed and there.
public struct GridSlot: Codable, Hashable, Sendable {
  public let day: LocalDate
  public let minute: Int
  public let required: Int
  public let staffed: Int
}

extension Scheduling {
  /// The published week from a Monday on, of everybody the caller may see, of a team, or at a site.
  ///
  /// The coverage is the whole company's against its newest requirement, for who may read that.
  public func week(
    of monday: LocalDate, team: String? = nil, site: String? = nil
  ) async throws(SchedulingError) -> WeekGrid {
    try await store.read(or: SchedulingError.init) { tx in
      let shifts = try tx.all(ShiftOfWeek.list(monday, team: team, site: site))
      let isShown = try team == nil && site == nil && tx.one(GridSlot.isReadable)
      let coverage = isShown ? try tx.all(GridSlot.of(monday)) : []
      let minutes = coverage.count > 1 ? coverage.map(\.minute).sorted() : []
      let step = zip(minutes, minutes.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min()
      let byPerson = Dictionary(grouping: shifts, by: \.person)
      let rows = byPerson.values.compactMap { shifts -> GridRow? in
        guard let first = shifts.first else { return nil }
        return GridRow(
          person: first.person, name: first.name, team: first.team, zone: first.zone,
          shifts: shifts.map(\.shift).sorted { ($0.day, $0.starts) < ($1.day, $1.starts) })
      }
      return WeekGrid(
        days: (0..<7).map { monday.adding(days: $0) },
        rows: rows.sorted { ($0.team ?? "", $0.name, $0.person) < ($1.team ?? "", $1.name, $1.person) },
        coverage: coverage, slotMinutes: step ?? 30, version: shifts.map(\.version).max(),
        publishedAt: shifts.map(\.publishedAt).max(),
        readAt: try tx.one(Query<Instant>("clock.now", "SELECT now()")))
    }
  }
}

// MARK: - SQL

/// A shift with its person, as the query gives it.
private struct ShiftOfWeek: RowDecodable {
  static let columns: StaticString = """
    shift.person_id, shift.person_name, team.name, shift.zone, shift.works_on, shift.starts_time, shift.ends_time,
    shift.ends_next_day, shift.paid_minutes::bigint, shift.version::bigint, publication.published_at
    """
  let person: Int64
  let name: String
  let team: String?
  let zone: String
  let shift: GridShift
  let version: Int
  let publishedAt: Instant

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    team = try row.next()
    zone = try row.next()
    shift = GridShift(
      day: try row.next(), starts: try row.next(), ends: try row.next(), endsNextDay: try row.next(),
      paidMinutes: try row.next())
    version = try row.next()
    publishedAt = try row.next()
  }

  static func list(_ monday: LocalDate, team: String?, site: String?) -> Query<ShiftOfWeek> {
    Query(
      "shift.week",
      """
      SELECT \(raw: columns)
        FROM timekeeping.named_shift AS shift
        JOIN timekeeping.publication AS publication ON publication.id = shift.publication_id
        LEFT JOIN LATERAL (
          SELECT team.name FROM people.membership AS membership JOIN people.team AS team ON team.id = membership.team_id
           WHERE membership.person_id = shift.person_id AND membership.starts_on <= shift.works_on
             AND coalesce(membership.ends_on, shift.works_on) >= shift.works_on
           ORDER BY membership.starts_on DESC LIMIT 1) AS team ON true
       WHERE shift.works_on BETWEEN \(monday) AND \(monday.adding(days: 6)) AND shift.withdrawn_at IS NULL
         AND (\(team) IS NULL OR team.name = \(team)) AND (\(site) IS NULL OR shift.site_name = \(site))
       ORDER BY shift.person_id, shift.starts_at
      """)
  }
}

extension GridSlot: RowDecodable {
  public static let columns: StaticString = "slot.day_on, slot.minute, slot.required, slot.staffed"

  public init(row: inout Row) throws(PostgresError) {
    day = try row.next()
    minute = try row.next()
    required = try row.next()
    staffed = try row.next()
  }

  /// Whether the caller plans or publishes: everybody else sees only some of the shifts, and would count too few.
  static let isReadable = Query<Bool>(
    "requirement.readable", "SELECT sec.i_am('planner') OR sec.i_am('publisher')")

  /// The newest requirement's slots of a week, against the contact work that is published then.
  static func of(_ monday: LocalDate) -> Query<GridSlot> {
    Query(
      "requirement_slot.week",
      """
      WITH newest AS (
        SELECT requirement.id, requirement.entity_id, requirement.slot_minutes FROM scheduling.requirement AS requirement
          JOIN scheduling.season AS season ON season.id = requirement.season_id
         WHERE \(monday) BETWEEN season.starts_on AND season.ends_on ORDER BY requirement.id DESC LIMIT 1
      ), home AS (
        SELECT site.zone FROM people.site AS site JOIN newest ON newest.entity_id = site.entity_id
         ORDER BY (SELECT count(*) FROM workload.source AS source WHERE source.site_id = site.id) DESC, site.id LIMIT 1
      ), needed AS (
        SELECT slot.day_on, slot.slot * newest.slot_minutes::bigint AS minute, sum(slot.agents)::bigint AS required,
               timekeeping.instant_today(slot.day_on + make_interval(mins => slot.slot * newest.slot_minutes), home.zone, NULL) AS at,
               make_interval(mins => newest.slot_minutes) AS length
          FROM newest CROSS JOIN home
          JOIN scheduling.requirement_slot AS slot ON slot.requirement_id = newest.id
         WHERE slot.day_on BETWEEN \(monday) AND \(monday.adding(days: 6))
         GROUP BY slot.day_on, slot.slot, newest.slot_minutes, home.zone
      ), work AS (
        SELECT shift.works_on, shift.starts_at + make_interval(mins => part.from_minute) AS from_at,
               shift.starts_at + make_interval(mins => part.until_minute) AS until_at
          FROM newest
          JOIN timekeeping.shift AS shift ON shift.entity_id = newest.entity_id AND shift.withdrawn_at IS NULL
           AND shift.works_on BETWEEN \(monday.adding(days: -1)) AND \(monday.adding(days: 6))
          JOIN timekeeping.activity AS part ON part.shift_id = shift.id AND part.kind = 'contact'
      ), slot AS (
        SELECT needed.day_on, needed.minute, needed.required,
               count(work.from_at) FILTER (WHERE work.from_at <= needed.at AND work.until_at >= needed.at + needed.length) AS staffed
          FROM needed LEFT JOIN work ON work.works_on BETWEEN needed.day_on - 1 AND needed.day_on
         WHERE needed.at IS NOT NULL
         GROUP BY needed.day_on, needed.minute, needed.required
      )
      SELECT \(raw: columns) FROM slot ORDER BY slot.day_on, slot.minute
      """)
  }
}
