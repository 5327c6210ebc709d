internal import Planning
internal import Postgres

// What people told about a week before its deadline, and the weekends they have worked already.

/// A time somebody cannot or would rather not work, in minutes after the home site's first midnight.
struct RosterWish: RowDecodable {
  static let columns: StaticString = "wish.person_id, wish.kind, wish.weight::bigint, wish.from_minute, wish.to_minute"
  let person: Int64
  let kind: String
  let weight: Int
  let from: Int
  let to: Int

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    kind = try row.next()
    weight = try row.next()
    from = try row.next()
    to = try row.next()
  }

  static func inWeek(_ week: ClosedRange<LocalDate>, season: Season) -> Query<RosterWish> {
    Query(
      "availability.week",
      """
      WITH home AS (
        SELECT \(week.lowerBound)::timestamp AT TIME ZONE site.zone AS midnight
          FROM people.site AS site
         WHERE site.entity_id = \(season.entity)
         ORDER BY (SELECT count(*) FROM workload.source AS source WHERE source.site_id = site.id) DESC, site.id
         LIMIT 1
      ), wish AS (
        SELECT told.person_id, told.kind, told.weight,
               (extract(epoch FROM (day.on_day + told.starts_time::interval) AT TIME ZONE site.zone - home.midnight) / 60)::bigint
                 AS from_minute,
               (extract(epoch FROM (day.on_day + told.ends_time::interval) AT TIME ZONE site.zone - home.midnight) / 60)::bigint
                 AS to_minute
          FROM home
         CROSS JOIN generate_series(\(week.lowerBound)::timestamp, \(week.upperBound)::timestamp + interval '1 day', interval '1 day')
                    AS day (on_day)
          JOIN scheduling.availability AS told ON told.entity_id = \(season.entity) AND told.withdrawn_at IS NULL
           AND told.starts_on <= day.on_day AND coalesce(told.ends_on, day.on_day) >= day.on_day
           AND coalesce(told.weekday, extract(isodow FROM day.on_day)) = extract(isodow FROM day.on_day)
          JOIN people.employment AS employment ON employment.person_id = told.person_id
           AND employment.starts_on <= day.on_day AND coalesce(employment.ends_on, 'infinity') >= day.on_day
          JOIN people.site AS site ON site.id = employment.site_id
      )
      SELECT \(raw: columns) FROM wish ORDER BY wish.person_id, wish.from_minute
      """)
  }
}

/// Weekends on which somebody worked in the hundred days before a week.
struct WeekendCount: RowDecodable {
  static let columns: StaticString = "count.person_id, count.weekends"
  let person: Int64
  let weekends: Int

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    weekends = try row.next()
  }

  static func before(_ week: ClosedRange<LocalDate>, season: Season) -> Query<WeekendCount> {
    Query(
      "shift.weekends",
      """
      SELECT \(raw: columns)
        FROM (SELECT shift.person_id, count(DISTINCT date_trunc('week', shift.works_on)) AS weekends
                FROM timekeeping.shift AS shift
               WHERE shift.entity_id = \(season.entity) AND shift.withdrawn_at IS NULL
                 AND shift.works_on BETWEEN \(week.lowerBound.adding(days: -100)) AND \(week.lowerBound.adding(days: -1))
                 AND extract(isodow FROM shift.works_on) >= 6
               GROUP BY shift.person_id) AS count
       ORDER BY count.person_id
      """)
  }
}

extension RosterInputs {
  /// What is left of each day of the week for somebody who told when they cannot work.
  func availability(of person: Int64, _ clock: SiteClock) -> [Int: [Range<Int>]] {
    let blocked = wishes.filter { $0.person == person && $0.kind == "unavailable" && $0.from < $0.to }
      .map { $0.from..<$0.to }
    guard !blocked.isEmpty else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: (0..<7).map { day in
        let start = clock.midnights[day]
        // A shift may run into the next day.
        return (day, (start..<start + 2880).without(blocked))
      })
  }

  func wishes(of person: Int64) -> [Wish] {
    wishes.filter { $0.person == person && $0.kind == "undesired" && $0.from < $0.to }
      .map { Wish(avoiding: $0.from..<$0.to, weight: Double($0.weight)) }
  }

  /// Weekends worked beyond the middle of the team so far.
  func weekendsOwed(by person: Int64) -> Int {
    let counts = people.map { one in weekends.first { $0.person == one.person }?.weekends ?? 0 }.sorted()
    let own = weekends.first { $0.person == person }?.weekends ?? 0
    return counts.isEmpty ? 0 : max(0, own - counts[counts.count / 2])
  }
}

extension Range<Int> {
  /// What is left of the range when others are cut out of it.
  fileprivate func without(_ others: [Range<Int>]) -> [Range<Int>] {
    others.reduce([self]) { left, other in
      left.flatMap { piece -> [Range<Int>] in
        guard piece.overlaps(other) else { return [piece] }
        return [
          piece.lowerBound..<Swift.max(piece.lowerBound, other.lowerBound),
          Swift.min(piece.upperBound, other.upperBound)..<piece.upperBound,
        ]
        .filter { !$0.isEmpty }
      }
    }
  }
}
