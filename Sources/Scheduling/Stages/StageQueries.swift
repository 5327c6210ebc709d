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
         WHERE arrival.entity_id = \(season.entity) AND arrival.withdrawn_at IS NULL
           AND arrival.expected_on BETWEEN \(asOf) AND \(season.endsOn)
         ORDER BY arrival.expected_on, arrival.reference
        """))
    return Workforce(
      fullTimeAgents: minutes / (assumptions.hiring.hoursPerWeek * 60), arrivals: arrivals)
  }
}
