internal import Planning
internal import Postgres

// What the stages read from the fact rooms. Everything is read as the person who plans, so policies apply.

extension OrderHistory {
  /// The orders that were known at the end of `asOf`.
  static func read(_ tx: Session, entity: Int64, asOf: LocalDate) throws(PostgresError) -> OrderHistory {
    let days = try tx.all(
      Query<DayCount>(
        "series_volume.days",
        """
        SELECT \(raw: DayCount.columns) FROM workload.series_volume AS volume
         WHERE volume.entity_id = \(entity) AND volume.series = 'orders' AND volume.minutes = 1440
           AND volume.local_on <= \(asOf)
         GROUP BY volume.local_on ORDER BY volume.local_on
        """))
    let byHour = try tx.all(
      Query<Double>(
        "series_volume.hours",
        """
        SELECT coalesce(sum(volume.volume), 0)::float8
          FROM generate_series(0, 1380, 60) AS hour
          LEFT JOIN workload.series_volume AS volume
            ON volume.entity_id = \(entity) AND volume.series = 'orders' AND volume.minutes = 60
               AND volume.local_on <= \(asOf) AND volume.local_minute = hour
         GROUP BY hour ORDER BY hour
        """))
    return OrderHistory(days: days, byHour: byHour)
  }
}

extension Workforce {
  static func read(
    _ tx: Session, season: Season, assumptions: Assumptions, asOf: LocalDate
  ) throws(PostgresError) -> Workforce {
    let skills = assumptions.queues.map(\.skill)
    let minutes = try tx.one(
      Query<Double>(
        "employment.minutes",
        """
        SELECT coalesce(sum(employment.weekly_minutes), 0)::float8 FROM people.employment AS employment
         WHERE employment.entity_id = \(season.entity) AND employment.starts_on <= \(asOf)
           AND coalesce(employment.ends_on, 'infinity') >= \(asOf)
           AND EXISTS (SELECT FROM people.skill_grant AS held JOIN people.skill AS skill ON skill.id = held.skill_id
                        WHERE held.person_id = employment.person_id AND held.revoked_at IS NULL
                          AND skill.name = ANY (\(skills)) AND held.starts_on <= \(asOf)
                          AND coalesce(held.expires_on, 'infinity') >= \(asOf))
        """))
    let arrivals = try tx.all(
      Query<Arrival>(
        "arrival.expected",
        """
        SELECT \(raw: Arrival.columns) FROM people.arrival AS arrival
          LEFT JOIN people.training_class AS class ON class.id = arrival.class_id
         CROSS JOIN LATERAL (
               SELECT greatest(arrival.expected_on, class.starts_on) AS starts_on
             ) AS coming
         WHERE arrival.entity_id = \(season.entity) AND arrival.withdrawn_at IS NULL AND class.cancelled_at IS NULL
           AND coming.starts_on BETWEEN \(asOf) AND \(season.endsOn)
         ORDER BY coming.starts_on, arrival.reference
        """))
    return Workforce(
      fullTimeAgents: minutes / (assumptions.hiring.hoursPerWeek * 60), arrivals: arrivals,
      delays: try tx.all(ClassDelay.of(season, asOf: asOf)))
  }
}

extension ClassDelay {
  /// Classes that start later than they first were to, with those likely to start in them.
  fileprivate static func of(_ season: Season, asOf: LocalDate) -> Query<ClassDelay> {
    Query(
      "class_move.delays",
      """
      SELECT \(raw: columns)
        FROM people.training_class AS class
       CROSS JOIN LATERAL (
             SELECT move.was_starts_on FROM people.class_move AS move
              WHERE move.class_id = class.id ORDER BY move.id LIMIT 1
           ) AS first_move
       CROSS JOIN LATERAL (
             SELECT coalesce(sum(arrival.probability), 0) AS starters FROM people.arrival
              WHERE arrival.class_id = class.id AND arrival.withdrawn_at IS NULL
           ) AS coming
       WHERE class.entity_id = \(season.entity) AND class.cancelled_at IS NULL
         AND class.starts_on > first_move.was_starts_on AND class.starts_on BETWEEN \(asOf) AND \(season.endsOn)
       ORDER BY class.starts_on, class.name
      """)
  }
}
