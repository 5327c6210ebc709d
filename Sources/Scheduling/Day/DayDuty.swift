internal import Planning
internal import Postgres

/// One published shift on the axis of a day: minutes after the home site's midnight.
struct DayDuty: RowDecodable {
  static let columns: StaticString =
    "duty.person_id, duty.shift_id, duty.from_minute, duty.until_minute, duty.queues, duty.froms, duty.untils, duty.kinds"
  let person: Int64
  let shift: Int64
  let from: Int
  let until: Int
  /// Contact work with the queue it is for.
  let parts: [(queue: String, from: Int, until: Int)]
  let breaks: [(isPaid: Bool, minutes: Range<Int>)]

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    shift = try row.next()
    from = try row.next()
    until = try row.next()
    let (queues, froms, untils): ([String], [Int], [Int]) = (try row.next(), try row.next(), try row.next())
    let kinds: [String] = try row.next()
    let work = kinds.indices.filter { kinds[$0] == "contact" }
    let rests = kinds.indices.filter { kinds[$0] != "contact" }
    parts = work.map { (queue: queues[$0], from: froms[$0], until: untils[$0]) }
    breaks = rests.map { (isPaid: kinds[$0] == "paid break", minutes: froms[$0]..<untils[$0]) }
  }

  /// The shifts that touch a day.
  static func on(_ day: LocalDate, season: Season) -> Query<DayDuty> {
    Query(
      "shift.day",
      """
      WITH \(home(day, season)), shift AS (
        SELECT shift.person_id, shift.id, (extract(epoch FROM shift.starts_at - home.midnight) / 60)::bigint AS from_minute,
               (extract(epoch FROM shift.ends_at - home.midnight) / 60)::bigint AS until_minute
          FROM home JOIN timekeeping.shift AS shift ON shift.entity_id = \(season.entity) AND shift.withdrawn_at IS NULL
           AND shift.works_on BETWEEN \(day.adding(days: -1)) AND \(day.adding(days: 1))
      ), duty AS (
        SELECT shift.person_id, shift.id AS shift_id, shift.from_minute, shift.until_minute,
               coalesce(array_agg(coalesce(part.queue, '') ORDER BY part.from_minute) FILTER (WHERE part.kind IS NOT NULL), '{}') AS queues,
               coalesce(array_agg(shift.from_minute + part.from_minute ORDER BY part.from_minute) FILTER (WHERE part.kind IS NOT NULL), '{}') AS froms,
               coalesce(array_agg(shift.from_minute + part.until_minute ORDER BY part.from_minute) FILTER (WHERE part.kind IS NOT NULL), '{}') AS untils,
               coalesce(array_agg(part.kind ORDER BY part.from_minute) FILTER (WHERE part.kind IS NOT NULL), '{}') AS kinds
          FROM shift LEFT JOIN timekeeping.activity AS part ON part.shift_id = shift.id
           AND (part.kind = 'contact' AND part.queue IS NOT NULL OR part.kind IN ('paid break', 'unpaid break'))
         WHERE shift.until_minute > 0 AND shift.from_minute < 1500
         GROUP BY 1, 2, 3, 4
      )
      SELECT \(raw: columns) FROM duty ORDER BY duty.person_id, duty.from_minute
      """)
  }

  /// The first minute of a day that can be changed: now when it is today, else its beginning.
  static func begins(_ day: LocalDate, season: Season) -> Query<Int> {
    Query(
      "day.begins",
      """
      WITH \(home(day, season))
      SELECT CASE WHEN (now() AT TIME ZONE home.zone)::date = \(day)
                  THEN (extract(epoch FROM now() - home.midnight) / 60)::bigint ELSE 0 END FROM home
      """)
  }

  /// The site that counts the orders, with the midnight before a day.
  static func home(_ day: LocalDate, _ season: Season) -> SQL {
    """
    home AS (
      SELECT site.zone, \(day)::timestamp AT TIME ZONE site.zone AS midnight
        FROM people.site AS site
       WHERE site.entity_id = \(season.entity)
       ORDER BY (SELECT count(*) FROM workload.source AS source WHERE source.site_id = site.id) DESC, site.id
       LIMIT 1
    )
    """
  }
}

/// What an hour of somebody costs on a day, and how many minutes are left of the week's contract.
struct DayPayRow: RowDecodable {
  static let columns: StaticString =
    "pay.person_id, pay.plain_minor::float8, pay.overtime_minor::float8, pay.currency, pay.left_minutes::bigint"
  let person: Int64
  let plain: Double?
  let overtime: Double?
  let currency: String?
  let left: Int

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    plain = try row.next()
    overtime = try row.next()
    currency = try row.next()
    left = try row.next()
  }

  /// An hour nobody put a price on counts as nothing in the search; the proposal says that it is not known.
  var pay: DayPay {
    let hour = plain ?? 0
    return DayPay(hour: hour, overtimeHour: overtime ?? hour * 1.5, plainMinutes: left)
  }

  static func on(_ day: LocalDate, season: Season) -> Query<DayPayRow> {
    let monday = LocalDate(day.planningDay.monday)
    return Query(
      "cost_rate.day",
      """
      WITH worked AS (
        SELECT shift.person_id, sum(shift.paid_minutes) AS minutes FROM timekeeping.named_shift AS shift
         WHERE shift.entity_id = \(season.entity) AND shift.withdrawn_at IS NULL
           AND shift.works_on BETWEEN \(monday) AND \(monday.adding(days: 6)) GROUP BY shift.person_id
      ), rate AS (
        SELECT DISTINCT ON (cost.kind, cost.per) cost.kind, cost.per, cost.amount_minor, cost.currency
          FROM people.cost_rate AS cost
         WHERE cost.entity_id = \(season.entity) AND cost.starts_on <= \(day) AND coalesce(cost.ends_on, \(day)) >= \(day)
         ORDER BY cost.kind, cost.per, cost.starts_on DESC
      ), pay AS (
        SELECT employment.person_id, plain.amount_minor AS plain_minor, extra.amount_minor AS overtime_minor, plain.currency,
               greatest(0, employment.weekly_minutes - coalesce(worked.minutes, 0)) AS left_minutes
          FROM people.employment AS employment
          LEFT JOIN worked ON worked.person_id = employment.person_id
          LEFT JOIN rate AS plain ON plain.kind = employment.kind AND plain.per = 'hour'
          LEFT JOIN rate AS extra ON extra.kind = employment.kind AND extra.per = 'overtime hour'
         WHERE employment.entity_id = \(season.entity) AND employment.starts_on <= \(day)
           AND coalesce(employment.ends_on, \(day)) >= \(day)
      )
      SELECT \(raw: columns) FROM pay ORDER BY pay.person_id
      """)
  }
}

extension RequirementVersion {
  /// The newest requirement of a season that has the day inside.
  static func forDay(_ day: LocalDate) -> Query<RequirementVersion> {
    Query(
      "requirement.day",
      """
      SELECT \(raw: columns) FROM scheduling.requirement AS requirement
        JOIN scheduling.season AS season ON season.id = requirement.season_id
       WHERE \(day) BETWEEN season.starts_on AND season.ends_on ORDER BY requirement.id DESC LIMIT 1
      """)
  }
}

extension Season {
  static func of(_ requirement: RequirementVersion.ID) -> Query<Season> {
    Query(
      "season.of_requirement",
      """
      SELECT \(raw: columns) FROM scheduling.season AS season
        JOIN scheduling.requirement AS requirement ON requirement.season_id = season.id AND requirement.id = \(requirement)
      """)
  }
}
