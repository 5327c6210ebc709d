internal import People
public import Postgres
internal import Store

/// One entry of a person's calendar: a shift that counts, or one that was taken out in the last thirty days.
public struct CalendarEntry: Codable, Hashable, Sendable {
  public let person: Int64
  public let name: String
  /// The person, the local day and the shift's place in it: the same for the life of the shift.
  public let uid: String
  /// The version that brought or took it; it only rises.
  public let sequence: Int
  public let stamp: Instant
  public let startsAt: Instant
  public let endsAt: Instant
  /// The wall clock in words, for phones that disagree on zones.
  public let clock: String
  public let site: String
  public let isCancelled: Bool
}

extension Scheduling {
  /// The calendar from a day on of one person, or of everybody the caller may see.
  ///
  /// A shift that is taken out stays for thirty days as cancelled, so that phones remove theirs.
  public func calendar(of person: String? = nil, from day: LocalDate) async throws(SchedulingError) -> [CalendarEntry] {
    try await store.read(or: SchedulingError.init) { tx in
      var id: Int64?
      do {
        id = try person.map { try Person.find($0, in: tx).id.rawValue }
      } catch {
        throw SchedulingError.unknownPerson(person ?? "")
      }
      return try tx.all(CalendarEntry.list(of: id, from: day))
    }
  }
}

// MARK: - SQL

extension CalendarEntry: RowDecodable {
  public static let columns: StaticString = """
    entry.person_id, entry.name, entry.uid, entry.sequence::bigint, entry.stamp, entry.starts_at, entry.ends_at, entry.clock,
    entry.site, entry.is_cancelled
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    uid = try row.next()
    sequence = try row.next()
    stamp = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    clock = try row.next()
    site = try row.next()
    isCancelled = try row.next()
  }

  static func list(of person: Int64?, from day: LocalDate) -> Query<CalendarEntry> {
    Query(
      "shift.calendar",
      """
      WITH every AS (
        SELECT shift.*, publication.version, publication.published_at,
               coalesce((SELECT later.version FROM timekeeping.publication AS later WHERE later.id = shift.withdrawn_by),
                        publication.version + 1) AS gone_in,
               row_number() OVER (
                 PARTITION BY shift.person_id, shift.works_on, shift.withdrawn_at IS NULL,
                              CASE WHEN shift.withdrawn_at IS NOT NULL THEN shift.publication_id END
                 ORDER BY shift.starts_at) AS n
          FROM timekeeping.shift AS shift
          JOIN timekeeping.publication AS publication ON publication.id = shift.publication_id
         WHERE shift.works_on >= \(day) AND (\(person) IS NULL OR shift.person_id = \(person))
           AND (shift.withdrawn_at IS NULL OR shift.withdrawn_at > now() - interval '30 days')
      ), newest AS (
        SELECT DISTINCT ON (every.person_id, every.works_on, every.n) every.*
          FROM every
         ORDER BY every.person_id, every.works_on, every.n, every.withdrawn_at IS NULL DESC, every.gone_in DESC, every.id DESC
      ), entry AS (
        SELECT newest.person_id, person.name,
               format('shift-%s-%s-%s@muster', newest.person_id, newest.works_on, newest.n) AS uid,
               CASE WHEN newest.withdrawn_at IS NULL THEN newest.version ELSE newest.gone_in END AS sequence,
               coalesce(newest.withdrawn_at, newest.published_at) AS stamp, newest.starts_at, newest.ends_at,
               format('%s %s–%s %s', newest.works_on, to_char(newest.starts_time, 'HH24:MI'), to_char(newest.ends_time, 'HH24:MI'),
                      newest.zone) AS clock,
               site.name AS site, newest.withdrawn_at IS NOT NULL AS is_cancelled
          FROM newest
          JOIN people.person AS person ON person.id = newest.person_id
          JOIN people.site AS site ON site.id = newest.site_id
      )
      SELECT \(raw: columns) FROM entry ORDER BY entry.name, entry.person_id, entry.starts_at
      """)
  }
}
