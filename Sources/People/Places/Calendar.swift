public import Postgres
public import Store

/// When a site is open: an ordinary week, and the days that differ.
///
/// A calendar is replaced whole, so that a forecast made with version 3 can be explained after version 4.
public struct Calendar: Codable, Sendable, Equatable {
  /// Opening hours on one weekday; a weekday without any is closed.
  public struct Opening: Codable, Sendable, Equatable {
    /// ISO weekday, Monday is 1.
    public let weekday: Int
    public let opens: LocalTime
    /// 24:00 is midnight at the end of the day.
    public let closes: LocalTime

    public init(weekday: Int, opens: LocalTime, closes: LocalTime) {
      self.weekday = weekday
      self.opens = opens
      self.closes = closes
    }
  }

  /// A date that is not like its weekday, or has a name a forecast should know.
  public struct Day: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable {
      /// Closed, and by law.
      case holiday
      /// Closed.
      case closed
      /// Open at other hours.
      case hours
      /// Open as ever, and busy: Black Friday.
      case event
    }

    public let on: LocalDate
    public let kind: Kind
    public let name: String
    /// Only with ``Kind/hours``.
    public let opens: LocalTime?
    public let closes: LocalTime?

    public init(on: LocalDate, kind: Kind, name: String, opens: LocalTime? = nil, closes: LocalTime? = nil) {
      self.on = on
      self.kind = kind
      self.name = name
      self.opens = opens
      self.closes = closes
    }
  }

  public let site: Site.ID
  public let version: Int
  public let note: String
  public let openings: [Opening]
  public let days: [Day]

  public init(site: Site.ID, version: Int, note: String, openings: [Opening], days: [Day]) {
    self.site = site
    self.version = version
    self.note = note
    self.openings = openings
    self.days = days
  }
}

extension Calendar {
  /// When the site is open on a date; empty when it is closed.
  public func hours(on date: LocalDate) -> [(opens: LocalTime, closes: LocalTime)] {
    let special = days.filter { $0.on == date }
    if special.contains(where: { $0.kind == .holiday || $0.kind == .closed }) { return [] }
    let own = special.compactMap { day in day.opens.flatMap { opens in day.closes.map { (opens, $0) } } }
    if !own.isEmpty { return own }
    return openings.filter { $0.weekday == date.weekday }.map { ($0.opens, $0.closes) }
  }
}

// MARK: - SQL

/// A calendar's own row; its hours and days follow.
struct CalendarVersion: RowDecodable {
  static let columns: StaticString = "calendar.id, calendar.site_id, calendar.version, calendar.note"
  let id: Identifier<Calendar>
  let site: Site.ID
  let version: Int
  let note: String

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    site = try row.next()
    version = try row.next()
    note = try row.next()
  }

  static func newest(of site: Site.ID) -> Query<CalendarVersion> {
    Query(
      "calendar.newest",
      """
      SELECT \(raw: columns)
        FROM people.calendar
       WHERE calendar.site_id = \(site)
       ORDER BY calendar.version DESC
       LIMIT 1
      """)
  }

  static func add(to site: Site, note: String) -> Query<CalendarVersion> {
    Query(
      "calendar.add",
      """
      INSERT INTO people.calendar (entity_id, site_id, version, note)
      SELECT \(site.entity), \(site.id), coalesce(max(calendar.version), 0) + 1, \(note)
        FROM people.calendar
       WHERE calendar.site_id = \(site.id)
      RETURNING \(raw: columns)
      """)
  }
}

extension Calendar.Opening: RowDecodable {
  public static let columns: StaticString = "weekday, opens_time, closes_time"

  public init(row: inout Row) throws(PostgresError) {
    weekday = try row.next()
    opens = try row.next()
    closes = try row.next()
  }

  static func of(_ calendar: Identifier<Calendar>) -> Query<Calendar.Opening> {
    Query(
      "opening.of",
      "SELECT \(raw: columns) FROM people.opening WHERE calendar_id = \(calendar) ORDER BY weekday, opens_time")
  }
}

extension Calendar.Day: RowDecodable {
  public static let columns: StaticString = "day_on, kind, name, opens_time, closes_time"

  public init(row: inout Row) throws(PostgresError) {
    on = try row.next()
    kind = try row.word()
    name = try row.next()
    opens = try row.next()
    closes = try row.next()
  }

  static func of(_ calendar: Identifier<Calendar>) -> Query<Calendar.Day> {
    Query(
      "calendar_day.of",
      "SELECT \(raw: columns) FROM people.calendar_day WHERE calendar_id = \(calendar) ORDER BY day_on, name")
  }
}

extension Calendar {
  /// The newest calendar of a site, if it has one.
  static func read(of site: Site.ID, in tx: Session) throws(PostgresError) -> Calendar? {
    guard let newest = try tx.first(CalendarVersion.newest(of: site)) else { return nil }
    return Calendar(
      site: newest.site, version: newest.version, note: newest.note,
      openings: try tx.all(Opening.of(newest.id)), days: try tx.all(Day.of(newest.id)))
  }

  static func replace(
    at site: Site, openings: [Opening], days: [Day], note: String, in tx: Session
  ) throws(PostgresError) -> Calendar {
    let added = try tx.one(CalendarVersion.add(to: site, note: note))
    try tx.run(
      Statement(
        "opening.add",
        """
        INSERT INTO people.opening (calendar_id, entity_id, weekday, opens_time, closes_time)
        SELECT \(added.id), \(site.entity), *
          FROM unnest(\(openings.map(\.weekday)), \(openings.map(\.opens)), \(openings.map(\.closes)))
        """))
    try tx.run(
      Statement(
        "calendar_day.add",
        """
        INSERT INTO people.calendar_day (calendar_id, entity_id, day_on, kind, name, opens_time, closes_time)
        SELECT \(added.id), \(site.entity), *
          FROM unnest(\(days.map(\.on)), \(days.map(\.kind.rawValue)), \(days.map(\.name)),
                      \(days.map(\.opens)), \(days.map(\.closes)))
        """))
    return Calendar(site: site.id, version: added.version, note: note, openings: openings, days: days)
  }
}
