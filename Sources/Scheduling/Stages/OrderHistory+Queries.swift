internal import Postgres

// What the forecast reads from Workload, as the person who plans, so policies apply.

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
