internal import Planning
internal import Postgres

/// Who is there on the day of the plan, who is on the way, and whose contract ends.
struct Workforce {
  /// Full-time agents with a skill the season's queues ask for.
  let fullTimeAgents: Double
  let coming: [Coming]

  /// A group that changes the team later: a class about to start, one still in training, contracts that end.
  struct Coming: RowDecodable {
    static let columns: StaticString = """
      coming.phase, coming.name, coming.moves_on, coming.was_on, coming.heads, coming.full_time, coming.weeks, coming.low,
      coming.middle, coming.high
      """

    enum Phase: String { case expected, training, leaving }

    let phase: Phase
    /// The class, or what else they have in common.
    let name: String
    /// The day on which they start, are ready, or last work.
    let day: LocalDate
    /// The day that was meant first, of a class put off; nil when it never moved.
    let firstMeant: LocalDate?
    /// People, likely ones in part.
    let heads: Double
    /// The same in full-time agents.
    let fullTime: Double
    /// What the class itself says it is worth, by Monday; empty when nobody told.
    let told: [LocalDate: Worth]

    /// Full-time agents up to speed: the middle, and eight in ten around it.
    struct Worth { let low, middle, high: Double }

    init(row: inout Row) throws(PostgresError) {
      phase = Phase(rawValue: try row.next()) ?? .expected
      name = try row.next()
      day = try row.next()
      firstMeant = try row.next()
      heads = try row.next()
      fullTime = try row.next()
      let weeks: [LocalDate]? = try row.next()
      let (low, middle, high): ([Double]?, [Double]?, [Double]?) = (try row.next(), try row.next(), try row.next())
      told = Dictionary(
        zip(weeks ?? [], zip(low ?? [], zip(middle ?? [], high ?? []))).map { week, worth in
          (week, Worth(low: worth.0, middle: worth.1.0, high: worth.1.1))
        }, uniquingKeysWith: { first, _ in first })
    }
  }
}

extension Workforce.Coming {
  /// Productive agents that the group adds, or takes away, by week of the plan.
  func productive(in hiring: HiringCase) -> [Double] {
    if let last = told.keys.max() {
      return (0..<hiring.weeks).map { week in
        let monday = LocalDate(hiring.monday(week))
        return (told[min(monday, last)]?.middle ?? 0) * hiring.productiveShare
      }
    }
    let worth = StarterCurve(hiring).productive
    // Who is ready on a day is as far as who started a training's length before.
    let start = phase == .training ? day.planningDay - 7 * hiring.training.weeks : day.planningDay
    let first = weeks(from: hiring.firstMonday, to: start)
    return (0..<hiring.weeks).map { week in
      if phase == .leaving { return week >= max(0, first + 1) ? -fullTime * hiring.productiveShare : 0 }
      guard week >= first else { return 0 }
      return fullTime * worth[min(week - first, worth.count - 1)]
    }
  }

  /// Whole weeks until the first Monday on or after the day.
  private func weeks(from monday: Day, to day: Day) -> Int {
    let days = day - monday
    return days >= 0 ? (days + 6) / 7 : -(-days / 7)
  }

  private var delay: String {
    firstMeant.map { " instead of \($0), \($0.days(until: day)) days later" } ?? ""
  }

  /// How far the class may lie from what it is reckoned as, in the week it is worth most.
  private var range: String {
    guard let best = told.values.max(by: { $0.middle < $1.middle }) else { return "" }
    return ", of \(rounded(best.low)) to \(rounded(best.high)) full-time agents at eight in ten"
  }

  /// What the plan says of the group.
  func words(_ productive: [Double]) -> String {
    let people = rounded(heads)
    let most = rounded(productive.map(abs).max() ?? 0)
    return switch phase {
    case .expected: "\(name): \(people) expected to start on \(day)\(delay), worth up to \(most) productive agents."
    case .training:
      "\(name): \(people) in training, ready by \(day)\(delay) at even odds, worth up to \(most) productive agents\(range)."
    case .leaving: "\(name) on \(day): \(people) leave, \(most) productive agents less afterwards."
    }
  }
}

// MARK: - SQL

extension Workforce {
  /// Everybody as far as was known on a day, read as the person who plans.
  static func read(
    _ tx: Session, season: Season, assumptions: Assumptions, asOf: LocalDate
  ) throws(PostgresError) -> Workforce {
    let skills = assumptions.queues.map(\.skill)
    let week = assumptions.hiring.hoursPerWeek * 60
    let minutes = try tx.one(Query<Double>("employment.minutes", there(season, skills, asOf)))
    let coming = try tx.all(
      Query<Coming>(
        "workforce.coming",
        """
        WITH \(told(season, skills, asOf)), \(arriving(season, asOf, week)), \(learning(season, skills, asOf, week)),
             \(leaving(season, skills, asOf, week)), \(telling(week))
        SELECT \(raw: Coming.columns)
          FROM (SELECT *, NULL::date[], NULL::float8[], NULL::float8[], NULL::float8[]
                  FROM (SELECT * FROM arriving UNION ALL SELECT * FROM learning UNION ALL SELECT * FROM leaving) AS plain
                UNION ALL SELECT * FROM telling)
               AS coming (phase, name, moves_on, was_on, heads, full_time, weeks, low, middle, high)
         ORDER BY coming.moves_on, coming.phase, coming.name
        """))
    return Workforce(fullTimeAgents: minutes / week, coming: coming)
  }

  /// Contract minutes of those employed who hold a skill of the season.
  private static func there(_ season: Season, _ skills: [String], _ asOf: LocalDate) -> SQL {
    """
    WITH \(told(season, skills, asOf))
    SELECT coalesce(sum(employment.weekly_minutes), 0)::float8 FROM people.employment AS employment
     WHERE employment.entity_id = \(season.entity) AND employment.starts_on <= \(asOf)
       AND coalesce(employment.ends_on, 'infinity') >= \(asOf)
       AND \(holdsASkill(skills, asOf)) AND \(isUntold)
    """
  }

  /// Classes that told what they are worth in weeks still to come, and who sits in them: they count by that, ready or not.
  private static func told(_ season: Season, _ skills: [String], _ asOf: LocalDate) -> SQL {
    """
    told AS (
      SELECT class.id, class.name, class.starts_on, class.ends_on
        FROM people.training_class AS class JOIN people.skill AS skill ON skill.id = class.skill_id
       WHERE class.entity_id = \(season.entity) AND class.cancelled_at IS NULL AND skill.name = ANY (\(skills))
         AND EXISTS (SELECT FROM people.current_class_supply AS supply
                      WHERE supply.class_id = class.id AND supply.week_on >= \(asOf))
    ), told_member AS (
      SELECT told.id, seat.person_id FROM told JOIN people.class_member AS seat ON seat.class_id = told.id
       WHERE seat.left_at IS NULL)
    """
  }

  private static let isUntold: SQL =
    "NOT EXISTS (SELECT FROM told_member WHERE told_member.person_id = employment.person_id)"

  private static func telling(_ week: Double) -> SQL {
    """
    telling AS (
      SELECT 'training', told.name, coalesce(learning.ready_on, told.ends_on),
             CASE WHEN first_move.was_starts_on < told.starts_on
                  THEN coalesce(learning.ready_on, told.ends_on) - (told.starts_on - first_move.was_starts_on) END,
             learning.heads::float8, max(supply.fte_p50) * min(entity.full_time_weekly_minutes) / \(week),
             array_agg(supply.week_on ORDER BY supply.week_on),
             array_agg(supply.fte_p10 * entity.full_time_weekly_minutes / \(week) ORDER BY supply.week_on),
             array_agg(supply.fte_p50 * entity.full_time_weekly_minutes / \(week) ORDER BY supply.week_on),
             array_agg(supply.fte_p90 * entity.full_time_weekly_minutes / \(week) ORDER BY supply.week_on)
        FROM told
        JOIN people.current_class_supply AS supply ON supply.class_id = told.id
        JOIN people.legal_entity AS entity ON entity.id = supply.entity_id
       CROSS JOIN LATERAL (
             SELECT count(*) AS heads, max(newest.ready_on) AS ready_on
               FROM told_member
               LEFT JOIN LATERAL (SELECT min(newest.ready_p50_on) AS ready_on FROM newest
                                   WHERE newest.person_id = told_member.person_id) AS newest ON true
              WHERE told_member.id = told.id) AS learning
        LEFT JOIN LATERAL (
             SELECT move.was_starts_on FROM people.class_move AS move
              WHERE move.class_id = told.id ORDER BY move.id LIMIT 1) AS first_move ON true
       GROUP BY told.id, told.name, told.starts_on, told.ends_on, first_move.was_starts_on, learning.heads, learning.ready_on)
    """
  }

  private static func holdsASkill(_ skills: [String], _ asOf: LocalDate) -> SQL {
    """
    EXISTS (SELECT FROM people.skill_grant AS held JOIN people.skill AS skill ON skill.id = held.skill_id
             WHERE held.person_id = employment.person_id AND held.revoked_at IS NULL
               AND skill.name = ANY (\(skills)) AND held.starts_on <= \(asOf)
               AND coalesce(held.expires_on, 'infinity') >= \(asOf))
    """
  }

  /// Classes that have not started, each candidate by the odds of a start, on their day or with their class when that is later.
  private static func arriving(_ season: Season, _ asOf: LocalDate, _ week: Double) -> SQL {
    """
    arriving AS (
      SELECT 'expected', coalesce(class.name, 'From ' || arrival.source), start.starts_on,
             CASE WHEN first_move.was_starts_on < start.starts_on THEN first_move.was_starts_on END,
             sum(arrival.probability), sum(arrival.probability * arrival.weekly_minutes) / \(week)
        FROM people.arrival AS arrival
        LEFT JOIN people.training_class AS class ON class.id = arrival.class_id
       CROSS JOIN LATERAL (SELECT greatest(arrival.expected_on, class.starts_on) AS starts_on) AS start
        LEFT JOIN LATERAL (
          SELECT move.was_starts_on FROM people.class_move AS move
           WHERE move.class_id = class.id ORDER BY move.id LIMIT 1) AS first_move ON true
       WHERE arrival.entity_id = \(season.entity) AND arrival.withdrawn_at IS NULL
         AND start.starts_on BETWEEN \(asOf) AND \(season.endsOn) AND class.cancelled_at IS NULL
         AND NOT EXISTS (SELECT FROM told_member WHERE told_member.person_id = arrival.person_id)
         AND NOT EXISTS (SELECT FROM people.employment AS begun
                          WHERE begun.person_id = arrival.person_id AND begun.starts_on <= \(asOf)
                            AND coalesce(begun.ends_on, 'infinity') >= \(asOf))
       GROUP BY 2, 3, 4)
    """
  }

  /// Those who have started and hold no skill of the season yet, by the day they are likely to be ready.
  private static func learning(_ season: Season, _ skills: [String], _ asOf: LocalDate, _ week: Double) -> SQL {
    """
    newest AS (
      SELECT DISTINCT ON (readiness.person_id, readiness.skill_id) readiness.person_id, readiness.ready_p50_on
        FROM people.readiness AS readiness JOIN people.skill AS skill ON skill.id = readiness.skill_id
       WHERE readiness.entity_id = \(season.entity) AND skill.name = ANY (\(skills))
       ORDER BY readiness.person_id, readiness.skill_id, readiness.noted_at DESC, readiness.id DESC
    ), learning AS (
      SELECT 'training', coalesce(class.name, 'In training'), min(newest.ready_p50_on), NULL::date, count(*)::float8,
             sum(employment.weekly_minutes) / \(week)
        FROM (SELECT person_id, min(ready_p50_on) AS ready_p50_on FROM newest GROUP BY person_id) AS newest
        JOIN people.employment AS employment
          ON employment.person_id = newest.person_id AND employment.starts_on <= \(asOf)
             AND coalesce(employment.ends_on, 'infinity') >= \(asOf)
        LEFT JOIN LATERAL (
          SELECT class.name FROM people.arrival AS arrival JOIN people.training_class AS class ON class.id = arrival.class_id
           WHERE arrival.person_id = newest.person_id ORDER BY class.starts_on DESC LIMIT 1) AS class ON true
       WHERE NOT \(holdsASkill(skills, asOf)) AND \(isUntold)
       GROUP BY class.name, newest.ready_p50_on)
    """
  }

  /// Contracts of today's team that end inside the season.
  private static func leaving(_ season: Season, _ skills: [String], _ asOf: LocalDate, _ week: Double) -> SQL {
    """
    leaving AS (
      SELECT 'leaving', 'Contracts that end', employment.ends_on, NULL::date, count(*)::float8,
             sum(employment.weekly_minutes) / \(week)
        FROM people.employment AS employment
       WHERE employment.entity_id = \(season.entity) AND employment.starts_on <= \(asOf)
         AND employment.ends_on BETWEEN \(asOf) AND \(season.endsOn) AND \(holdsASkill(skills, asOf)) AND \(isUntold)
       GROUP BY employment.ends_on)
    """
  }
}
