internal import Postgres

// What the forecast reads from Workload, as the person who plans, so policies apply.

extension OrderHistory {
  /// The orders that were known at the end of `asOf`.
  static func read(_ tx: Session, entity: Int64, asOf: LocalDate) throws(PostgresError) -> OrderHistory {
    let days = try tx.all(
      Query<DayCount>(
        "orders.days",
        """
        WITH \(told(entity, minutes: 1440, asOf)), \(placed(entity, asOf)),
        counted AS (
          SELECT source_id, min(local_on) AS first_on, max(local_on) AS last_on FROM placed GROUP BY source_id
        ), volume AS (
          SELECT told.local_on, told.volume FROM told
          UNION ALL
          SELECT day::date, coalesce(sum(placed.orders), 0)
            FROM counted
           CROSS JOIN generate_series(counted.first_on, counted.last_on, interval '1 day') AS day
            LEFT JOIN placed ON placed.source_id = counted.source_id AND placed.local_on = day::date
           WHERE NOT EXISTS (SELECT FROM told
                              WHERE told.source_id = counted.source_id AND told.local_on = day::date)
           GROUP BY counted.source_id, day)
        SELECT \(raw: DayCount.columns) FROM volume GROUP BY volume.local_on ORDER BY volume.local_on
        """))
    let byHour = try tx.all(
      Query<Double>(
        "orders.hours",
        """
        WITH \(told(entity, minutes: 60, asOf)), \(placed(entity, asOf)),
        volume AS (
          SELECT told.local_minute, told.volume::float8 AS volume FROM told
          UNION ALL
          SELECT placed.hour * 60, placed.orders FROM placed
           WHERE NOT EXISTS (SELECT FROM told WHERE told.source_id = placed.source_id))
        SELECT coalesce(sum(volume.volume), 0)::float8
          FROM generate_series(0, 1380, 60) AS minute
          LEFT JOIN volume ON volume.local_minute = minute
         GROUP BY minute ORDER BY minute
        """))
    return OrderHistory(days: days, byHour: byHour)
  }

  /// Orders as a shop counted them itself.
  private static func told(_ entity: Int64, minutes: Int32, _ asOf: LocalDate) -> SQL {
    """
    told AS (
      SELECT source_id, local_on, local_minute, volume FROM workload.series_volume
       WHERE entity_id = \(entity) AND series = 'orders' AND minutes = \(minutes) AND local_on <= \(asOf))
    """
  }

  /// Orders that were brought in one by one, by the day and hour of the shop's site.
  private static func placed(_ entity: Int64, _ asOf: LocalDate) -> SQL {
    """
    placed AS MATERIALIZED (
      SELECT placed.source_id, clock.at::date AS local_on, extract(hour FROM clock.at)::integer AS hour,
             count(*)::float8 AS orders
        FROM workload.shop_order AS placed
        JOIN workload.source ON source.id = placed.source_id
        JOIN people.site ON site.id = source.site_id
       CROSS JOIN LATERAL (SELECT placed.placed_at AT TIME ZONE site.zone AS at) AS clock
       WHERE placed.entity_id = \(entity)
         AND placed.placed_at < (\(asOf)::timestamp + interval '1 day') AT TIME ZONE site.zone
       GROUP BY 1, 2, 3)
    """
  }
}
