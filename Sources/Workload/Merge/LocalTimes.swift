internal import Postgres

/// Local times become instants, in PostgreSQL only.
extension Merge {
  mutating func derive() throws {
    switch F.kind {
    case .seriesVolume: try deriveSeries()
    case .intervalVolume: try deriveIntervals()
    case .order, .refund, .goodsReturn, .contact, .handleSpell, .survey, .metricEvent, .deskHours: break
    }
  }

  /// A counted day or hour is named by its local time; the instant only says where it lies.
  private func deriveSeries() throws {
    try session.run(
      Statement(
        "series_volume.derive",
        """
        UPDATE stage.series_volume AS staged
           SET happened_at = (staged.local_on + staged.local_minute * interval '1 minute') AT TIME ZONE site.zone
          FROM workload.source
          JOIN people.site ON site.id = source.site_id
         WHERE \(F.isOurs)
           AND source.id = staged.source_id
        """))
  }

  /// An interval is named by its instant, so a time the clocks skip, or show twice without a fold, is refused.
  private mutating func deriveIntervals() throws {
    let refused = try session.tuples(
      "interval_volume.derive",
      """
      WITH told AS MATERIALIZED (
          SELECT staged.ctid AS place, staged.line, clock.instant, clock.reason
            FROM stage.interval_volume AS staged
            JOIN workload.source ON source.id = staged.source_id
            JOIN workload.queue ON queue.entity_id = source.entity_id AND queue.code = staged.queue
            JOIN people.site ON site.id = queue.site_id
           CROSS JOIN LATERAL workload.read_clock(
                 staged.local_on + staged.local_minute * interval '1 minute', site.zone, staged.fold) AS clock
           WHERE \(F.isOurs)
             AND staged.happened_at IS NULL
      ), dated AS (
          UPDATE stage.interval_volume AS staged
             SET happened_at = told.instant,
                 external_id = staged.queue || '/' || staged.channel || '/'
                     || to_char(told.instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            FROM told
           WHERE staged.ctid = told.place
             AND told.reason IS NULL
      )
      DELETE FROM stage.interval_volume AS staged
       USING told
       WHERE staged.ctid = told.place
         AND told.reason IS NOT NULL
      RETURNING staged.line, told.reason
      """, as: (Int32, String).self)
    for (line, reason) in refused.sorted(by: { $0.0 < $1.0 }) {
      report.refuse(
        RefusedRow(
          line: Int(line), field: "time", problem: reason,
          fix: "add a column fold with 1 or 2, or write starts_at with its offset"), keeping: mostRefusals)
    }
  }
}
