public import People
public import Postgres
public import Store

/// A shift as it was published.
public struct Shift: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Shift>

  public let id: ID
  /// The version it was published with.
  public let version: Int
  public let person: Person.ID
  public let personName: String
  public let site: String
  /// The local day it begins.
  public let on: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let endsNextDay: Bool
  /// The zone the times are told in.
  public let zone: String
  public let startsAt: Instant
  public let endsAt: Instant
  /// Real minutes, also where the clocks change during it.
  public let minutes: Int
  /// Real minutes without unpaid breaks.
  public let paidMinutes: Int
  /// When it stopped counting: replaced by a later version, or its person left.
  public let withdrawnAt: Instant?
}

extension Shift: CustomStringConvertible {
  /// The shift in the words of a refusal.
  public var description: String {
    "\(personName), \(on) \(starts.clock)–\(ends.clock)\(endsNextDay ? " +1d" : "") (\(zone)), shift #\(id), version \(version)"
  }
}

/// Which shifts to show; what is left out does not narrow.
public struct ShiftFilter: Codable, Sendable, Equatable {
  public var from: LocalDate
  public var through: LocalDate
  /// A name, a number or `#id`.
  public var person: String?
  /// Everybody who is a member on the shift's day.
  public var team: String?
  public var site: String?
  /// The shifts of one version, as it was, rather than those that count now.
  public var version: Int?
  /// The zone to tell days and times in, by its IANA name; that of each shift's site when nil.
  public var zone: String?

  public init(from: LocalDate, through: LocalDate) {
    self.from = from
    self.through = through
  }
}

// MARK: - SQL

extension Shift: RowDecodable {
  public static let columns: StaticString = """
    shift.id, shift.version, shift.person_id, shift.person_name, shift.site_name, shift.works_on, shift.starts_time,
    shift.ends_time, shift.ends_next_day, shift.zone, shift.starts_at, shift.ends_at, shift.minutes,
    shift.paid_minutes, shift.withdrawn_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    version = try row.next()
    person = try row.next()
    personName = try row.next()
    site = try row.next()
    on = try row.next()
    starts = try row.next()
    ends = try row.next()
    endsNextDay = try row.next()
    zone = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    minutes = try row.next()
    paidMinutes = try row.next()
    withdrawnAt = try row.next()
  }

  static func list(_ filter: ShiftFilter, person: Person.ID?) -> Query<Shift> {
    Query(
      "shift.list",
      """
      SELECT \(filter.zone.map(told) ?? "\(raw: columns)")
        FROM timekeeping.named_shift AS shift
       WHERE shift.works_on BETWEEN \(filter.from) AND \(filter.through)
         AND \(SQL.startsAround(filter.from...max(filter.from, filter.through)))
         AND (\(filter.version) IS NULL AND shift.withdrawn_at IS NULL OR shift.version = \(filter.version))
         AND (\(person) IS NULL OR shift.person_id = \(person))
         AND (\(filter.site) IS NULL OR shift.site_name = \(filter.site))
         AND (\(filter.team) IS NULL OR EXISTS (
              SELECT FROM people.membership
                JOIN people.team ON team.id = membership.team_id
               WHERE membership.person_id = shift.person_id
                 AND membership.starts_on <= shift.works_on
                 AND coalesce(membership.ends_on, shift.works_on) >= shift.works_on
                 AND team.name = \(filter.team)))
       ORDER BY shift.starts_at, shift.person_name, shift.id
      """)
  }

  /// The columns with days and times as the clocks of one zone show them.
  private static func told(in zone: String) -> SQL {
    """
    shift.id, shift.version, shift.person_id, shift.person_name, shift.site_name,
    (shift.starts_at AT TIME ZONE \(zone))::date, (shift.starts_at AT TIME ZONE \(zone))::time,
    (shift.ends_at AT TIME ZONE \(zone))::time,
    (shift.ends_at AT TIME ZONE \(zone))::date > (shift.starts_at AT TIME ZONE \(zone))::date, \(zone)::text,
    shift.starts_at, shift.ends_at, shift.minutes, shift.paid_minutes, shift.withdrawn_at
    """
  }

  static func with(_ id: ID) -> Query<Shift> {
    Query("shift.with", "SELECT \(raw: columns) FROM timekeeping.named_shift AS shift WHERE shift.id = \(id)")
  }

  /// Live shifts of a person that meet a stretch of time.
  static func of(_ person: Person.ID, from: Instant, until: Instant) -> Query<Shift> {
    Query(
      "shift.during",
      """
      SELECT \(raw: columns)
        FROM timekeeping.named_shift AS shift
       WHERE shift.person_id = \(person)
         AND shift.withdrawn_at IS NULL
         AND shift.starts_at < \(until)
         AND shift.ends_at > \(from)
       ORDER BY shift.starts_at
      """)
  }

  static func activities(of id: ID) -> Query<Activity> {
    Query(
      "activity.of",
      """
      SELECT \(raw: Activity.columns)
        FROM timekeeping.activity
       WHERE activity.shift_id = \(id)
       ORDER BY activity.from_minute
      """)
  }
}

extension SQL {
  /// Bounds on `shift.starts_at` that hold wherever on earth the days are: what the index by person and start needs.
  static func startsAround(_ days: ClosedRange<LocalDate>) -> SQL {
    """
    shift.starts_at >= \(LocalDateTime(days.lowerBound.adding(days: -1), .midnight)) AT TIME ZONE 'UTC'
    AND shift.starts_at < \(LocalDateTime(days.upperBound.adding(days: 2), .midnight)) AT TIME ZONE 'UTC'
    """
  }
}

extension LocalTime {
  fileprivate static let midnight = LocalTime(minutes: 0)
}
