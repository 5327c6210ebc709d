internal import Planning
internal import Postgres

// What a week's roster reads: people, their time away, the days before, and the sites' clocks.

extension RosterPerson {
  /// Everybody employed on some day of the week who holds a skill of the season.
  static func inWeek(_ week: ClosedRange<LocalDate>, season: Season, skills: [String]) -> Query<RosterPerson> {
    Query(
      "person.roster",
      """
      SELECT \(raw: columns)
        FROM people.person AS person
        JOIN people.employment AS employment ON employment.person_id = person.id
        JOIN people.site AS site ON site.id = employment.site_id
        JOIN LATERAL (
          SELECT array_agg(skill.name ORDER BY skill.name) AS skills,
                 array_agg(greatest(0, held.starts_on - \(week.lowerBound))::bigint ORDER BY skill.name) AS from_days,
                 array_agg(least(6, coalesce(held.expires_on, \(week.upperBound)) - \(week.lowerBound))::bigint
                           ORDER BY skill.name) AS to_days
            FROM people.skill_grant AS held JOIN people.skill AS skill ON skill.id = held.skill_id
           WHERE held.person_id = person.id AND held.revoked_at IS NULL AND skill.name = ANY (\(skills))
             AND held.starts_on <= \(week.upperBound)
             AND coalesce(held.expires_on, \(week.upperBound)) >= \(week.lowerBound)) AS held ON held.skills IS NOT NULL
        LEFT JOIN scheduling.young(\(week.lowerBound)) AS young ON young.person_id = person.id
       WHERE person.entity_id = \(season.entity) AND employment.starts_on <= \(week.upperBound)
         AND coalesce(employment.ends_on, 'infinity') >= \(week.lowerBound)
       ORDER BY person.id, employment.starts_on
      """)
  }
}

extension SiteWeek {
  /// The clocks of an entity's sites over a week, the site that counts the orders first.
  static func of(_ week: ClosedRange<LocalDate>, season: Season) -> Query<SiteWeek> {
    Query(
      "site.week",
      """
      WITH site AS (
        SELECT site.*, (SELECT count(*) FROM workload.source AS source WHERE source.site_id = site.id) AS counts
          FROM people.site AS site WHERE site.entity_id = \(season.entity)
      ), home AS (
        SELECT (\(week.lowerBound)::timestamp AT TIME ZONE site.zone) AS midnight
          FROM site ORDER BY counts DESC, id LIMIT 1
      ), midnight AS (
        SELECT site.id, day.n,
               (extract(epoch FROM local.midnight - home.midnight) / 60)::bigint AS minute
          FROM site CROSS JOIN home CROSS JOIN generate_series(0, 7) AS day (n)
         CROSS JOIN LATERAL (
           SELECT (\(week.lowerBound) + day.n)::timestamp AT TIME ZONE site.zone AS midnight) AS local
      ), change AS (
        SELECT DISTINCT ON (site.id) site.id, day.n AS changed_day, tick.minute AS changed_wall,
               (extract(epoch FROM local.at - local.day) / 60)::bigint - tick.minute AS changed_by
          FROM site
         CROSS JOIN generate_series(0, 6) AS day (n)
         CROSS JOIN generate_series(0, 1435, 5) AS tick (minute)
         CROSS JOIN LATERAL (
           SELECT (\(week.lowerBound) + day.n)::timestamp AS day,
                  ((\(week.lowerBound) + day.n)::timestamp AT TIME ZONE site.zone + make_interval(mins => tick.minute))
                  AT TIME ZONE site.zone AS at) AS local
         WHERE local.at <> local.day + make_interval(mins => tick.minute)
         ORDER BY site.id, day.n, tick.minute
      ), week AS (
        SELECT site.id, site.name, site.jurisdiction,
               ARRAY(SELECT midnight.minute FROM midnight WHERE midnight.id = site.id ORDER BY midnight.n) AS midnights,
               change.changed_day::bigint, change.changed_wall::bigint, change.changed_by, site.counts
          FROM site LEFT JOIN change ON change.id = site.id
      )
      SELECT \(raw: columns) FROM week ORDER BY week.counts DESC, week.id
      """)
  }
}

extension RosterAway {
  /// Granted absences and training blocks that touch the week, in minutes after the home site's first midnight.
  static func inWeek(_ week: ClosedRange<LocalDate>, season: Season) -> Query<RosterAway> {
    Query(
      "away.week",
      """
      WITH \(DayDuty.home(week.lowerBound, season)), span AS (
        SELECT absence.person_id, absence.starts_at, absence.ends_at, 'away' AS reason
          FROM timekeeping.absence AS absence
         WHERE absence.entity_id = \(season.entity) AND absence.decision = 'approved' AND absence.withdrawn_at IS NULL
        UNION ALL
        SELECT block.person_id, block.starts_at, block.ends_at, 'training: ' || block.title
          FROM timekeeping.training_block AS block
         WHERE block.entity_id = \(season.entity) AND block.withdrawn_at IS NULL
      ), away AS (
        SELECT span.person_id, span.reason,
               (extract(epoch FROM (span.starts_at - home.midnight)) / 60)::bigint AS from_minute,
               (extract(epoch FROM (span.ends_at - home.midnight)) / 60)::bigint AS to_minute
          FROM span CROSS JOIN home
      )
      SELECT \(raw: columns) FROM away
       WHERE away.to_minute > 0 AND away.from_minute < 7 * 1440 + 120
       ORDER BY away.person_id, away.from_minute
      """)
  }
}

/// What the days before a week still mean for it: one row a published shift of the last seven days.
struct RosterPast: RowDecodable {
  static let columns: StaticString = "past.person_id, past.days_before, past.end_minute"
  let person: Int64
  /// 1 is the eve of the week.
  let daysBefore: Int
  /// When the shift ends, in minutes after the home site's first midnight; negative before it.
  let endMinute: Int

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    daysBefore = try row.next()
    endMinute = try row.next()
  }

  static func before(_ week: ClosedRange<LocalDate>, season: Season) -> Query<RosterPast> {
    Query(
      "shift.before",
      """
      WITH \(DayDuty.home(week.lowerBound, season)), past AS (
        SELECT shift.person_id, (\(week.lowerBound) - shift.works_on)::bigint AS days_before,
               (extract(epoch FROM (shift.ends_at - home.midnight)) / 60)::bigint AS end_minute
          FROM timekeeping.shift AS shift CROSS JOIN home
         WHERE shift.entity_id = \(season.entity) AND shift.withdrawn_at IS NULL
           AND shift.works_on BETWEEN \(week.lowerBound) - 7 AND \(week.lowerBound) - 1
      )
      SELECT \(raw: columns) FROM past ORDER BY past.person_id, past.days_before
      """)
  }
}

extension [RosterPast] {
  func history(of person: Int64, weekendsOwed: Int) -> RosterHistory {
    let own = filter { $0.person == person }
    let days = Set(own.map(\.daysBefore))
    var run = 0
    while days.contains(run + 1) { run += 1 }
    return RosterHistory(
      lastShiftEnds: own.map(\.endMinute).max(), daysInARow: run, weekendsOwed: weekendsOwed)
  }
}
