internal import People
public import Postgres
internal import Statistics

/// How some weeks went, for those who run the house: no person in it.
public struct PeriodReview: Codable, Sendable {
  public let from: LocalDate
  public let through: LocalDate
  /// The counted periods inside those weeks.
  public let periods: [String]
  public let metrics: [ReviewedMetric]
  public let queues: [ReviewedQueue]
  /// What brought the work, then and in as many days before.
  public let drivers: Drivers
  public let driversBefore: Drivers
  public let weeks: [ReviewedWeek]
  public let classes: [ReviewedClass]
  /// Cards by their state.
  public let standing: [String]
}

/// A metric of everybody together.
public struct ReviewedMetric: Codable, Sendable {
  public let code: String
  public let name: String
  public let version: Int
  public let shape: Definition.Shape
  public let unit: Definition.Unit
  public let direction: Definition.Direction
  public let people: Int
  public let n: Int
  public let numerator: Double
  public let denominator: Double
  public let squares: Double
  public let asked: Int?
  public let target: Double?

  /// The number of all together; `nil` without data.
  public var value: Double? {
    guard n > 0, denominator > 0 else { return nil }
    return shape == .time ? expm1(numerator / denominator) : numerator / denominator
  }

  /// Where it lies: Wilson's for shares, a normal one for means and times.
  private var interval: ConfidenceInterval? {
    guard let value, n > 1 else { return nil }
    switch shape {
    case .share: return Proportion(Int(numerator.rounded()), of: n).wilson()
    case .mean, .time:
      let center = numerator / denominator
      let error = (max(0, squares - numerator * center) / Double(n - 1) / Double(n)).squareRoot()
      let reach = Normal.deviations(0.95) * error
      return shape == .time
        ? ConfidenceInterval(max(0, expm1(center - reach)), expm1(center + reach))
        : ConfidenceInterval(max(0, value - reach), value + reach)
    case .rate, .ratio: return nil
    }
  }

  public var low: Double? { interval?.low }
  public var high: Double? { interval?.high }

  /// Whether the target is missed beyond doubt, and so for a decision.
  public var isMissed: Bool {
    guard let target, let interval else { return false }
    return direction == .higher ? interval.high < target : direction == .lower && interval.low > target
  }

  /// Whether the target is reached beyond doubt.
  public var isReached: Bool {
    guard let target, let interval else { return false }
    return direction == .higher ? interval.low >= target : direction == .lower && interval.high <= target
  }
}

/// What came into a queue, and how it was answered.
public struct ReviewedQueue: Codable, Sendable {
  public let queue: String
  /// As the telephone or help-desk system counted; `nil` where it did not.
  public let offered: Int?
  public let handled: Int?
  public let abandoned: Int?
  public let contacts: Int
  /// First replies in time, of those that were due.
  public let inTime: Int
  public let due: Int
  public let satisfied: Int
  public let answers: Int
}

/// What customers did that brings contacts; `nil` is what nobody brings in here, one by one or as a count.
public struct Drivers: Codable, Sendable, Equatable {
  public let orders: Int?
  public let returns: Int?
  public let refunds: Int?
  public let refundedMinor: Int
  public let currency: String?
  public let contacts: Int?
}

/// A week of work as published.
public struct ReviewedWeek: Codable, Sendable {
  public let week: LocalDate
  public let people: Int
  public let hours: Double
  public let trainingHours: Double
  public let absentDays: Int
}

/// A class that starts in those weeks or in the two months after.
public struct ReviewedClass: Codable, Sendable {
  public let name: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let seats: Int
  /// The sum of the chances of those expected.
  public let expected: Double
  public let started: Int
  /// Who sits in it, and how many of them are likely ready by its last day.
  public let members: Int
  public let ready: Int
}

// MARK: - SQL

extension ReviewedMetric: RowDecodable {
  public static let columns: StaticString = """
    metric.code, metric.name, wording.version, wording.shape, wording.unit, wording.direction, count(DISTINCT tally.person_id),
    sum(tally.n)::bigint, sum(tally.numerator), sum(tally.denominator), sum(tally.squares), sum(tally.asked)::bigint,
    (SELECT target.value FROM scorecards.target
      WHERE target.metric_id = metric.id AND target.peer_group_id IS NULL AND target.starts_on <= max(period.ends_on)
      ORDER BY target.starts_on DESC LIMIT 1)
    """

  public init(row: inout Row) throws(PostgresError) {
    code = try row.next()
    name = try row.next()
    version = try row.next()
    shape = try row.word()
    unit = try row.word()
    direction = try row.word()
    people = try row.next()
    n = try row.next()
    numerator = try row.next()
    denominator = try row.next()
    squares = try row.next()
    asked = try row.next()
    target = try row.next()
  }

  /// The newest issue of each period inside the weeks, put together where the wording is the same.
  static func all(from: LocalDate, through: LocalDate) -> Query<ReviewedMetric> {
    Query(
      "review.metrics",
      """
      SELECT \(raw: columns)
        FROM scorecards.period
        JOIN LATERAL (SELECT issue.id FROM scorecards.issue WHERE issue.period_id = period.id
                       ORDER BY issue.number DESC LIMIT 1) AS issue ON true
        JOIN scorecards.tally ON tally.issue_id = issue.id
        JOIN scorecards.metric_version AS wording ON wording.id = tally.metric_version_id
        JOIN scorecards.metric ON metric.id = wording.metric_id
       WHERE period.starts_on >= \(from) AND period.ends_on <= \(through)
       GROUP BY metric.id, wording.id
      HAVING sum(tally.n) > 0
       ORDER BY metric.id
      """)
  }
}

extension ReviewedQueue: RowDecodable {
  public static let columns: StaticString = """
    queue.code, volume.offered, volume.handled, volume.abandoned, coalesce(came.contacts, 0), coalesce(reply.hits, 0),
    coalesce(reply.n, 0), coalesce(liked.hits, 0), coalesce(liked.n, 0)
    """

  public init(row: inout Row) throws(PostgresError) {
    queue = try row.next()
    offered = try row.next()
    handled = try row.next()
    abandoned = try row.next()
    contacts = try row.next()
    inTime = try row.next()
    due = try row.next()
    satisfied = try row.next()
    answers = try row.next()
  }

  static func all(from: LocalDate, through: LocalDate) -> Query<ReviewedQueue> {
    Query(
      "review.queues",
      """
      WITH issue AS (
          SELECT DISTINCT ON (issue.period_id) issue.id
            FROM scorecards.issue JOIN scorecards.period ON period.id = issue.period_id
           WHERE period.starts_on >= \(from) AND period.ends_on <= \(through)
           ORDER BY issue.period_id, issue.number DESC
      ),
      counted AS (
          SELECT tally.stratum, wording.recipe, sum(tally.n)::bigint AS n, sum(tally.numerator)::bigint AS hits
            FROM issue
            JOIN scorecards.tally ON tally.issue_id = issue.id
            JOIN scorecards.metric_version AS wording ON wording.id = tally.metric_version_id
           WHERE wording.recipe IN ('reply in time', 'satisfaction') AND wording.strata = 'queue'
           GROUP BY 1, 2
      )
      SELECT \(raw: columns)
        FROM workload.queue
        JOIN people.site ON site.id = queue.site_id
       CROSS JOIN LATERAL (SELECT people.day_start(\(from), site.zone) AS starts_at,
                                  people.day_start(\(through)::date + 1, site.zone) AS ends_at) AS span
        LEFT JOIN LATERAL (
             SELECT sum(volume.offered)::bigint AS offered, sum(volume.handled)::bigint AS handled,
                    sum(volume.abandoned)::bigint AS abandoned
               FROM workload.interval_volume AS volume
              WHERE volume.queue_id = queue.id AND volume.starts_at >= span.starts_at AND volume.starts_at < span.ends_at
             ) AS volume ON true
        LEFT JOIN LATERAL (
             SELECT count(*) AS contacts FROM workload.contact
              WHERE contact.queue_id = queue.id AND contact.opened_at >= span.starts_at
                AND contact.opened_at < span.ends_at AND contact.is_inbound
                AND contact.deleted_at IS NULL) AS came ON true
        LEFT JOIN counted AS reply ON reply.stratum = queue.code AND reply.recipe = 'reply in time'
        LEFT JOIN counted AS liked ON liked.stratum = queue.code AND liked.recipe = 'satisfaction'
       ORDER BY queue.code
      """)
  }
}

extension Drivers: RowDecodable {
  public static let columns: StaticString = """
    (SELECT sum(counted.orders)::bigint
       FROM (SELECT sum(told.volume) AS orders FROM workload.series_volume AS told
              WHERE told.series = 'orders' AND told.minutes = 1440 AND told.local_on BETWEEN span.starts_on AND span.ends_on
              UNION ALL
             SELECT count(*) FROM workload.shop_order AS ordered
              WHERE ordered.placed_at >= span.starts_at AND ordered.placed_at < span.ends_at AND ordered.cancelled_at IS NULL
                AND NOT EXISTS (SELECT FROM workload.series_volume AS told
                                 WHERE told.source_id = ordered.source_id AND told.series = 'orders' AND told.minutes = 1440
                                   AND told.local_on BETWEEN span.starts_on AND span.ends_on)
             HAVING count(*) > 0 OR EXISTS (SELECT FROM workload.shop_order)) AS counted),
    (SELECT count(*) FROM workload.shop_return AS back
      WHERE back.requested_at >= span.starts_at AND back.requested_at < span.ends_at
     HAVING count(*) > 0 OR EXISTS (SELECT FROM workload.shop_return)),
    (SELECT count(*) FROM workload.shop_refund AS refund
      WHERE refund.refunded_at >= span.starts_at AND refund.refunded_at < span.ends_at
     HAVING count(*) > 0 OR EXISTS (SELECT FROM workload.shop_refund)),
    (SELECT coalesce(sum(refund.amount_minor), 0)::bigint FROM workload.shop_refund AS refund
      WHERE refund.refunded_at >= span.starts_at AND refund.refunded_at < span.ends_at),
    (SELECT min(refund.currency) FROM workload.shop_refund AS refund
      WHERE refund.refunded_at >= span.starts_at AND refund.refunded_at < span.ends_at
     HAVING min(refund.currency) = max(refund.currency)),
    (SELECT count(*) FROM workload.contact
      WHERE contact.opened_at >= span.starts_at AND contact.opened_at < span.ends_at AND contact.is_inbound
        AND contact.deleted_at IS NULL
     HAVING count(*) > 0 OR EXISTS (SELECT FROM workload.contact))
    """

  public init(row: inout Row) throws(PostgresError) {
    orders = try row.next()
    returns = try row.next()
    refunds = try row.next()
    refundedMinor = try row.next()
    currency = try row.next()
    contacts = try row.next()
  }

  /// By the clock of the first site the caller sees; orders that a shop counts itself are not counted again.
  static func between(_ from: LocalDate, _ through: LocalDate) -> Query<Drivers> {
    Query(
      "review.drivers",
      """
      SELECT \(raw: columns)
        FROM (SELECT \(from)::date AS starts_on, \(through)::date AS ends_on,
                     people.day_start(\(from), site.zone) AS starts_at,
                     people.day_start(\(through)::date + 1, site.zone) AS ends_at
                FROM people.site ORDER BY site.id LIMIT 1) AS span
      """)
  }
}

extension ReviewedWeek: RowDecodable {
  public static let columns: StaticString = "week.on_day, week.people, week.hours, week.training, week.absent"

  public init(row: inout Row) throws(PostgresError) {
    week = try row.next()
    people = try row.next()
    hours = try row.next()
    trainingHours = try row.next()
    absentDays = try row.next()
  }

  static func all(from: LocalDate, through: LocalDate) -> Query<ReviewedWeek> {
    Query(
      "review.weeks",
      """
      SELECT \(raw: columns)
        FROM (SELECT monday::date AS on_day,
                     (SELECT count(DISTINCT shift.person_id) FROM timekeeping.shift
                       WHERE shift.withdrawn_at IS NULL AND shift.works_on BETWEEN monday::date AND monday::date + 6) AS people,
                     (SELECT coalesce(sum(shift.paid_minutes), 0) / 60.0::float8 FROM timekeeping.named_shift AS shift
                       WHERE shift.withdrawn_at IS NULL AND shift.works_on BETWEEN monday::date AND monday::date + 6) AS hours,
                     (SELECT coalesce(sum(block.minutes), 0) / 60.0::float8 FROM timekeeping.training_block AS block
                       WHERE block.withdrawn_at IS NULL AND block.works_on BETWEEN monday::date AND monday::date + 6) AS training,
                     (SELECT coalesce(sum(least(absence.ends_on, monday::date + 6) - greatest(absence.starts_on, monday::date) + 1), 0)
                        FROM timekeeping.absence
                       WHERE absence.withdrawn_at IS NULL AND absence.decision = 'approved'
                         AND absence.starts_on <= monday::date + 6 AND absence.ends_on >= monday::date)::bigint AS absent
                FROM generate_series(date_trunc('week', \(from)::timestamp), \(through)::timestamp, interval '7 days') AS monday
             ) AS week
       ORDER BY week.on_day
      """)
  }
}

extension ReviewedClass: RowDecodable {
  public static let columns: StaticString = """
    class.name, class.starts_on, class.ends_on, class.seats, coalesce(sum(arrival.probability), 0),
    count(arrival.person_id),
    (SELECT count(*) FROM people.class_member AS member WHERE member.class_id = class.id AND member.left_at IS NULL),
    (SELECT count(*) FROM people.class_member AS member
      WHERE member.class_id = class.id AND member.left_at IS NULL
        AND (SELECT max(newest.ready_p50_on)
               FROM (SELECT DISTINCT ON (readiness.skill_id) readiness.ready_p50_on FROM people.readiness
                      WHERE readiness.person_id = member.person_id
                      ORDER BY readiness.skill_id, readiness.noted_at DESC) AS newest) <= class.ends_on)
    """

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    seats = try row.next()
    expected = try row.next()
    started = try row.next()
    members = try row.next()
    ready = try row.next()
  }

  static func all(from: LocalDate, through: LocalDate) -> Query<ReviewedClass> {
    Query(
      "review.classes",
      """
      SELECT \(raw: columns)
        FROM people.training_class AS class
        LEFT JOIN people.arrival ON arrival.class_id = class.id AND arrival.withdrawn_at IS NULL
       WHERE class.cancelled_at IS NULL AND class.starts_on BETWEEN \(from) AND \(through)::date + 60
       GROUP BY class.id
       ORDER BY class.starts_on, class.name
      """)
  }
}
