import People
public import Postgres
import Store

/// One number of one person in one period, as a file or the database has it.
public struct Measured: Sendable, Equatable {
  public let person: String
  public let group: String
  /// The period's first day.
  public let periodOn: LocalDate
  public let value: Double
  /// The day of the first session, where the file says so.
  public let coachedOn: LocalDate?

  public init(
    _ person: String, group: String = "", on periodOn: LocalDate, _ value: Double, coachedOn: LocalDate? = nil
  ) {
    self.person = person
    self.group = group
    self.periodOn = periodOn
    self.value = value
    self.coachedOn = coachedOn
  }
}

/// A number that the facts hold about everybody, by week.
public enum WeeklyMetric: String, Sendable, Codable, CaseIterable {
  /// Seconds of work a contact.
  case handleTime = "handle-time"
  /// The mean score of answered surveys: good counts 1, bad -1.
  case satisfaction

  /// Whether a rise is what one wants.
  public var isHigherBetter: Bool { self == .satisfaction }
}

extension ImpactStudy {
  /// Puts numbers in order: a row of periods for everybody, with a gap where there is none.
  ///
  /// Whoever was coached within a period counts as coached from the next one on.
  public init(
    _ measured: [Measured], coachedOn: [String: LocalDate] = [:], isHigherBetter: Bool = true
  ) throws(CoachingError) {
    let periods = Set(measured.map(\.periodOn)).sorted()
    let people = Dictionary(grouping: measured, by: \.person)
    let series = people.keys.sorted().map { name -> Series in
      let rows = people[name] ?? []
      let start = rows.compactMap(\.coachedOn).min() ?? coachedOn[name]
      let values = periods.map { period in
        let found = rows.filter { $0.periodOn == period }.map(\.value)
        return found.isEmpty ? nil : found.mean
      }
      let from = start.flatMap { day in periods.firstIndex { $0 > day } }
      return Series(
        name, group: rows.first?.group ?? "", values: values, coachedFrom: from.flatMap { $0 > 0 ? $0 : nil })
    }
    try self.init(series, isHigherBetter: isHigherBetter)
  }
}

extension Coaching {
  /// When each person's first session of a period was held, among those the caller sees.
  public func firstSessions(
    from: LocalDate? = nil, through: LocalDate? = nil, kind: CoachingSession.Kind? = nil
  ) async throws(CoachingError) -> [String: LocalDate] {
    try await read { tx in
      let starts = try tx.all(FirstSession.between(from, through, kind))
      return Dictionary(starts.map { ($0.person, $0.on) }) { first, _ in first }
    }
  }

  /// A metric by person and week of their site's clock, of the people whose facts the caller sees.
  public func weekly(
    _ metric: WeeklyMetric, from: LocalDate, through: LocalDate
  ) async throws(CoachingError) -> [Measured] {
    try await read { tx in try tx.all(Measured.weekly(metric, from: from, through: through)) }
  }
}

// MARK: - SQL

/// The day somebody was first coached.
struct FirstSession: RowDecodable {
  let person: String
  let on: LocalDate

  static let columns: StaticString = "session.person_name, min(session.takes_place_on)"

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    on = try row.next()
  }

  static func between(_ from: LocalDate?, _ through: LocalDate?, _ kind: CoachingSession.Kind?) -> Query<FirstSession> {
    Query(
      "session.first",
      """
      SELECT \(raw: columns)
        FROM coaching.named_session AS session
       WHERE session.state IN ('held', 'shared', 'acknowledged', 'closed')
         AND session.person_name IS NOT NULL
         AND (\(kind?.rawValue) IS NULL OR session.kind = \(kind?.rawValue))
         AND (\(from) IS NULL OR session.takes_place_on >= \(from))
         AND (\(through) IS NULL OR session.takes_place_on <= \(through))
       GROUP BY session.person_name
      """)
  }
}

extension Measured: RowDecodable {
  public static let columns: StaticString = """
    fact.person, coalesce(mode() WITHIN GROUP (ORDER BY fact.line), ''), fact.week_on, avg(fact.value)::float8
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    group = try row.next()
    periodOn = try row.next()
    value = try row.next()
    coachedOn = nil
  }

  static func weekly(_ metric: WeeklyMetric, from: LocalDate, through: LocalDate) -> Query<Measured> {
    let facts: SQL =
      switch metric {
      case .handleTime:
        "SELECT agent_id, queue_id, started_at AS at, handle_seconds::float8 AS value FROM workload.handle_spell"
      case .satisfaction: "SELECT agent_id, queue_id, answered_at AS at, score::float8 AS value FROM workload.survey"
      }
    return Query(
      "impact.weekly",
      """
      SELECT \(raw: columns)
        FROM (SELECT person.name AS person, queue.code AS line, fact.value,
                     date_trunc('week', fact.at AT TIME ZONE coalesce(site.zone, 'UTC'))::date AS week_on
                FROM (\(facts)) AS fact
                JOIN people.person ON person.id = fact.agent_id
                LEFT JOIN workload.queue ON queue.id = fact.queue_id
                LEFT JOIN people.site ON site.id = queue.site_id
               WHERE fact.at >= \(LocalDateTime(from.adding(days: -1), LocalTime(minutes: 0))) AT TIME ZONE 'UTC'
                 AND fact.at < \(LocalDateTime(through.adding(days: 2), LocalTime(minutes: 0))) AT TIME ZONE 'UTC') AS fact
       WHERE fact.week_on BETWEEN \(from) AND \(through)
       GROUP BY fact.person, fact.week_on
      """)
  }
}
