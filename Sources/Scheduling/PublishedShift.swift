public import Postgres
internal import Store

/// One published shift with everything a calendar needs.
public struct PublishedShift: Codable, Sendable, Identifiable {
  public let id: Int64
  public let person: Int64
  public let name: String
  public let site: String
  /// IANA name of the site's time zone.
  public let zone: String
  /// The local day on which the shift starts.
  public let day: LocalDate
  public let startsTime: LocalTime
  public let endsTime: LocalTime
  public let startsAt: Instant
  public let endsAt: Instant
  /// Real minutes from start to end.
  public let minutes: Int
  /// Publications of this person's day so far, this one included: the calendar's sequence.
  public let version: Int
  public let publishedAt: Instant
}

// MARK: - SQL

extension PublishedShift: RowDecodable {
  public static let columns: StaticString = """
    shift.id, shift.person_id, person.name, site.name, shift.zone, shift.works_on, shift.starts_time, shift.ends_time,
    shift.starts_at, shift.ends_at, shift.minutes, publication.version, publication.published_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    name = try row.next()
    site = try row.next()
    zone = try row.next()
    day = try row.next()
    startsTime = try row.next()
    endsTime = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    minutes = try row.next()
    version = try row.next()
    publishedAt = try row.next()
  }

  /// The live shifts of an entity in a period, by person and start.
  static func live(entity: Int64, from: LocalDate, to: LocalDate) -> Query<PublishedShift> {
    Query(
      "shift.live",
      """
      SELECT \(raw: columns)
        FROM timekeeping.shift AS shift
        JOIN timekeeping.publication AS publication ON publication.id = shift.publication_id
        JOIN people.person AS person ON person.id = shift.person_id
        JOIN people.site AS site ON site.id = shift.site_id
       WHERE shift.entity_id = \(entity) AND shift.works_on BETWEEN \(from) AND \(to) AND shift.withdrawn_at IS NULL
       ORDER BY person.name, person.id, shift.starts_at
      """)
  }
}

extension Scheduling {
  /// The published shifts of the newest roster's week; empty while nothing is published.
  public func published(_ code: String) async throws(SchedulingError) -> [PublishedShift] {
    try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let roster = try season.newestRoster(in: tx)
      return try tx.all(PublishedShift.live(entity: season.entity, from: roster.startsOn, to: roster.endsOn))
    }
  }
}
