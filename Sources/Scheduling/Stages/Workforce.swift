internal import Planning
internal import Postgres

/// Who is there on the day of the plan, who is on the way, and whose contract ends.
struct Workforce {
  /// Full-time agents with a skill the season's queues ask for.
  let fullTimeAgents: Double
  let coming: [Coming]

  /// A group that changes the team later: a class about to start, one still in training, contracts that end.
  struct Coming: RowDecodable {
    static let columns: StaticString =
      "coming.phase, coming.name, coming.moves_on, coming.was_on, coming.heads, coming.full_time"

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

    init(row: inout Row) throws(PostgresError) {
      phase = Phase(rawValue: try row.next()) ?? .expected
      name = try row.next()
      day = try row.next()
      firstMeant = try row.next()
      heads = try row.next()
      fullTime = try row.next()
    }
  }
}

extension Workforce.Coming {
  /// Productive agents that the group adds, or takes away, by week of the plan.
  func productive(in hiring: HiringCase) -> [Double] {
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

  /// What the plan says of the group.
  func words(_ productive: [Double]) -> String {
    let people = rounded(heads)
    let most = rounded(productive.map(abs).max() ?? 0)
    return switch phase {
    case .expected: "\(name): \(people) expected to start on \(day)\(delay), worth up to \(most) productive agents."
    case .training:
      "\(name): \(people) in training, ready by \(day) at even odds, worth up to \(most) productive agents."
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
        WITH \(arriving(season, asOf, week)), \(learning(season, skills, asOf, week)), \(leaving(season, skills, asOf, week))
        SELECT \(raw: Coming.columns)
          FROM (SELECT * FROM arriving UNION ALL SELECT * FROM learning UNION ALL SELECT * FROM leaving)
               AS coming (phase, name, moves_on, was_on, heads, full_time)
         ORDER BY coming.moves_on, coming.phase, coming.name
        """))
    return Workforce(fullTimeAgents: minutes / week, coming: coming)
  }

  /// Contract minutes of those employed who hold a skill of the season.
  private static func there(_ season: Season, _ skills: [String], _ asOf: LocalDate) -> SQL {
    """
    SELECT coalesce(sum(employment.weekly_minutes), 0)::float8 FROM people.employment AS employment
     WHERE employment.entity_id = \(season.entity) AND employment.starts_on <= \(asOf)
       AND coalesce(employment.ends_on, 'infinity') >= \(asOf)
       AND \(holdsASkill(skills, asOf))
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
       WHERE NOT \(holdsASkill(skills, asOf))
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
         AND employment.ends_on BETWEEN \(asOf) AND \(season.endsOn) AND \(holdsASkill(skills, asOf))
       GROUP BY employment.ends_on)
    """
  }
}
