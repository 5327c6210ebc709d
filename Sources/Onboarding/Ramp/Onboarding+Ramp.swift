internal import People
internal import Postgres
public import Store
internal import Workload

extension Onboarding {
  /// Fits how starters of a skill get up to speed to the company's own classes, and keeps it with the day.
  ///
  /// Output is what tenured agents, half a year in employment, take for contacts of the same queue, channel and month, by
  /// what the starter took. Staying is counted from the first day of the class; a contract or season that ends is no
  /// leaving.
  public func fitRamp(
    _ skill: String, of entity: String? = nil, asOf: LocalDate? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<RampCurve> {
    try await write(operation) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      let known = try Skill.find(skill, of: company.id, in: tx)
      let day = try asOf ?? tx.today()
      let curve = RampFit(try RampWeek.read(known, asOf: day, in: tx)).curve(
        asOf: day, staying: RampStaying.shares(try RampWeek.stays(known, asOf: day, in: tx)))
      try tx.run(
        Statement(
          "ramp.keep",
          """
          INSERT INTO onboarding.ramp
              (entity_id, skill_id, as_of_on, form, people, cohorts, proficiency, spread, staying, note)
          VALUES (\(company.id), \(known.id), \(day), \(curve.form.rawValue), \(curve.people), \(curve.cohorts),
                  \(curve.proficiency), \(curve.spread), \(curve.staying), \(curve.note))
          """))
      return curve
    }
  }

  /// The curve that counts for a skill: the newest fit, else the assumed one.
  public func ramp(_ skill: String) async throws(OnboardingError) -> RampCurve {
    try await read { tx in try RampCurve.current(skill, in: tx) }
  }
}

extension RampCurve {
  static func current(_ skill: String, in tx: Session) throws -> RampCurve {
    try tx.first(newest(of: skill)) ?? assumed(asOf: tx.today(), because: "Nothing was fitted yet.")
  }
}

// MARK: - SQL

extension RampWeek: RowDecodable {
  public static let columns: StaticString = "done.class_id, done.person_id, done.week, done.expected, done.taken"

  public init(row: inout Row) throws(PostgresError) {
    cohort = try row.next()
    person = try row.next()
    week = try row.next()
    expected = try row.next()
    taken = try row.next()
  }

  /// Who started in classes of a skill within the last three years, with the class they took last.
  private static func starters(_ skill: Skill, _ asOf: LocalDate) -> SQL {
    """
    starter AS (
        SELECT DISTINCT ON (seat.person_id) seat.person_id, class.id AS class_id, class.starts_on
          FROM (SELECT person_id, class_id FROM people.class_member WHERE entity_id = \(skill.entity)
                UNION
                SELECT person_id, class_id FROM people.arrival
                 WHERE entity_id = \(skill.entity) AND person_id IS NOT NULL AND withdrawn_at IS NULL) AS seat
          JOIN people.training_class AS class ON class.id = seat.class_id
         WHERE class.skill_id = \(skill.id) AND class.cancelled_at IS NULL
           AND class.starts_on BETWEEN \(asOf) - 1096 AND \(asOf)
         ORDER BY seat.person_id, class.starts_on DESC, class.id DESC
    )
    """
  }

  static func read(_ skill: Skill, asOf: LocalDate, in tx: Session) throws(PostgresError) -> [RampWeek] {
    try tx.all(
      Query(
        "ramp.weeks",
        """
        WITH \(starters(skill, asOf)), spell AS MATERIALIZED (
            SELECT handled.agent_id, handled.queue_id, handled.channel_id, handled.handle_seconds,
                   (handled.started_at AT TIME ZONE 'UTC')::date AS on_day,
                   date_trunc('month', handled.started_at AT TIME ZONE 'UTC') AS month
              FROM workload.handle_spell AS handled
             WHERE handled.entity_id = \(skill.entity) AND handled.agent_id IS NOT NULL AND handled.handle_seconds > 0
               AND handled.started_at >= (SELECT min(starts_on) FROM starter)::timestamp AT TIME ZONE 'UTC'
               AND handled.started_at < (\(asOf) + 1)::timestamp AT TIME ZONE 'UTC'
        ), par AS (
            SELECT spell.queue_id, spell.channel_id, spell.month, avg(spell.handle_seconds)::float8 AS seconds
              FROM spell
             WHERE EXISTS (SELECT FROM people.employment
                            WHERE employment.person_id = spell.agent_id AND employment.starts_on <= spell.on_day - 182
                              AND coalesce(employment.ends_on, 'infinity') >= spell.on_day)
             GROUP BY spell.queue_id, spell.channel_id, spell.month
            HAVING count(*) >= 30
        ), first AS (
            SELECT starter.person_id, starter.class_id, min(spell.on_day) AS first_on
              FROM starter
              JOIN spell ON spell.agent_id = starter.person_id AND spell.on_day >= starter.starts_on
             GROUP BY starter.person_id, starter.class_id
        ), done AS (
            SELECT first.class_id, first.person_id, (spell.on_day - first.first_on) / 7 AS week,
                   sum(par.seconds) AS expected, sum(spell.handle_seconds)::float8 AS taken
              FROM first
              JOIN spell ON spell.agent_id = first.person_id AND spell.on_day >= first.first_on
              JOIN par USING (queue_id, channel_id, month)
             WHERE spell.on_day < first.first_on + \(Int32(7 * RampCurve.weeks))
             GROUP BY first.class_id, first.person_id, (spell.on_day - first.first_on) / 7
        )
        SELECT \(raw: columns) FROM done ORDER BY done.class_id, done.person_id, done.week
        """))
  }

  /// How long each starter stayed, in weeks since their class began, and whether they left of themselves.
  static func stays(
    _ skill: Skill, asOf: LocalDate, in tx: Session
  ) throws(PostgresError) -> [(weeks: Double, hasLeft: Bool)] {
    try tx.tuples(
      "ramp.stays",
      """
      WITH \(starters(skill, asOf))
      SELECT (least(employment.ends_on, \(asOf)) - starter.starts_on)::float8 / 7,
             coalesce(employment.ends_on <= \(asOf)
                      AND employment.end_reason IN ('resigned', 'dismissed', 'no show', 'other'), false)
        FROM starter
        JOIN LATERAL (
             SELECT employment.ends_on, employment.end_reason
               FROM people.employment
              WHERE employment.person_id = starter.person_id
                AND coalesce(employment.ends_on, 'infinity') >= starter.starts_on
              ORDER BY employment.starts_on
              LIMIT 1
           ) AS employment ON true
      """, as: (Double, Bool).self
    ).map { (weeks: $0.0, hasLeft: $0.1) }
  }
}
