public import Postgres
internal import Store

/// What a help desk measured of its contacts, one metric.
public struct DeskMetric: Sendable, Codable, Equatable {
  /// The help desk's own name for it, such as `reply_time`.
  public let metric: String
  /// How often it began in the period.
  public let begun: Int
  /// How many of those were fulfilled, whenever.
  public let fulfilled: Int
  /// How many of them broke what was promised; withdrawn breaches count no more.
  public let breached: Int
  /// Minutes from its beginning to its fulfilment, by the clock; `nil` where none was fulfilled.
  public let medianMinutes: Double?
  /// Nine of ten took at most so long.
  public let slowMinutes: Double?
}

/// When a help desk says that it is open, beside its site's own hours.
public struct DeskWeek: Sendable, Codable, Equatable {
  public let reference: String
  public let name: String
  public let zone: String
  /// Hours a week in which its clock runs.
  public let hours: Double
  /// Hours a week in which its clock runs and the site is closed, and the other way round; `nil` where the site has no
  /// calendar, or another clock.
  public let deskAlone: Double?
  public let siteAlone: Double?
}

extension Workload {
  /// What a source measured of contacts, for what began in a period of the site's days.
  public func metrics(
    of source: String, from: LocalDate, through: LocalDate
  ) async throws(WorkloadError) -> [DeskMetric] {
    try await store.read(or: WorkloadError.init) { session in
      try session.all(DeskMetric.all(of: try Self.source(source, in: session).id, from, through))
    }
  }

  /// The ordinary weeks a source has told of, each beside its site's newest calendar.
  public func weeks(of source: String) async throws(WorkloadError) -> [DeskWeek] {
    try await store.read(or: WorkloadError.init) { session in
      try session.all(DeskWeek.all(of: try Self.source(source, in: session).id))
    }
  }
}

// MARK: - SQL

extension DeskMetric: RowDecodable {
  public static let columns: StaticString = """
    metric, count(*), count(fulfilled_at), count(*) FILTER (WHERE is_breached),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY took), percentile_cont(0.9) WITHIN GROUP (ORDER BY took)
    """

  public init(row: inout Row) throws(PostgresError) {
    metric = try row.next()
    begun = try row.next()
    fulfilled = try row.next()
    breached = try row.next()
    medianMinutes = try row.next()
    slowMinutes = try row.next()
  }

  /// An instance is what begins with its first `activate`; instance 0 is an event of none.
  static func all(of source: Source.ID, _ from: LocalDate, _ through: LocalDate) -> Query<DeskMetric> {
    Query(
      "metric_event.by_metric",
      """
      WITH instance AS (
          SELECT event.metric,
                 min(event.happened_at) FILTER (WHERE event.step = 'activate') AS begun_at,
                 min(event.happened_at) FILTER (WHERE event.step = 'fulfill') AS fulfilled_at,
                 coalesce(bool_or(event.step = 'breach'), false) AS is_breached
            FROM workload.source
            JOIN workload.metric_event AS event ON event.entity_id = source.entity_id AND event.source_id = source.id
           WHERE source.id = \(source) AND event.instance > 0 AND NOT event.is_withdrawn
           GROUP BY event.metric, event.contact_external_id, event.instance
      ), timed AS (
          SELECT instance.*,
                 (date_part('epoch', instance.fulfilled_at - instance.begun_at) / 60)::double precision AS took
            FROM instance
           CROSS JOIN workload.source
            JOIN people.site ON site.id = source.site_id
           WHERE source.id = \(source)
             AND (instance.begun_at AT TIME ZONE site.zone)::date BETWEEN \(from) AND \(through)
      )
      SELECT \(raw: columns) FROM timed GROUP BY metric ORDER BY metric
      """)
  }
}

extension DeskWeek: RowDecodable {
  public static let columns: StaticString = """
    reference, name, zone, workload.hours_in(week), workload.hours_in(week - site_week),
    workload.hours_in(site_week - week)
    """

  public init(row: inout Row) throws(PostgresError) {
    reference = try row.next()
    name = try row.next()
    zone = try row.next()
    hours = try row.next()
    deskAlone = try row.next()
    siteAlone = try row.next()
  }

  static func all(of source: Source.ID) -> Query<DeskWeek> {
    Query(
      "desk_hours.all",
      """
      SELECT \(raw: columns)
        FROM (SELECT known.external_id AS reference, desk.name, desk.zone, desk.week,
                     CASE WHEN site.zone = desk.zone THEN (
                         SELECT range_agg(int4range(
                                    (opening.weekday - 1) * 1440 + (date_part('epoch', opening.opens_time) / 60)::integer,
                                    (opening.weekday - 1) * 1440 + (date_part('epoch', opening.closes_time) / 60)::integer))
                           FROM people.opening
                          WHERE opening.calendar_id = (
                                SELECT calendar.id FROM people.calendar
                                 WHERE calendar.site_id = site.id
                                 ORDER BY calendar.version DESC
                                 LIMIT 1)) END AS site_week
                FROM workload.source
                JOIN people.site ON site.id = source.site_id
                JOIN workload.desk_hours AS desk ON desk.entity_id = source.entity_id AND desk.source_id = source.id
                JOIN workload.origin AS known ON known.id = desk.id
               WHERE source.id = \(source)) AS told
       ORDER BY name, reference
      """)
  }
}
