public import Postgres
internal import Store

/// How a forecast held against what came, over the days known by now.
public struct ForecastAccuracy: Codable, Hashable, Sendable {
  /// The forecast's id; `nil` for all forecasts of the season together.
  public let forecast: Int64?
  public let series: String
  /// Days between the last day known and the day forecast, such as `8–14`.
  public let lead: String
  public let days: Int
  public let actual: Double
  /// Sum of absolute errors of the mean over the sum of what came.
  public let absoluteError: Double
  /// Forecast over actual, less 1: above 0 too much was expected.
  public let bias: Double
  /// Pinball loss of p10, p50 and p90, doubled, averaged, over the sum of what came.
  public let quantileLoss: Double
  /// Share of days between p10 and p90; 0.8 is what such a range promises.
  public let insideRange: Double
}

/// Two forecasts side by side, week by week.
public struct ForecastDifference: Codable, Hashable, Sendable {
  public let series: String
  public let week: LocalDate
  public let older: Double
  public let newer: Double
  public var change: Double? { older > 0 ? newer / older - 1 : nil }
}

extension Scheduling {
  /// Every forecast of a season, the newest first.
  public func forecasts(of code: String) async throws(SchedulingError) -> [ForecastVersion] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(ForecastVersion.all(of: Season.find(code, in: tx).id))
    }
  }

  /// How all forecasts of a season did, by how far ahead they looked.
  public func accuracy(of code: String) async throws(SchedulingError) -> [ForecastAccuracy] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(ForecastAccuracy.byLead(of: Season.find(code, in: tx)))
    }
  }

  /// How two forecasts did on the days that both looked ahead to.
  ///
  /// - Throws: ``SchedulingError/unknownForecast(_:season:)``.
  public func score(
    _ older: Int64, _ newer: Int64, of code: String
  ) async throws(SchedulingError) -> [ForecastAccuracy] {
    try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      try season.check([older, newer], in: tx)
      return try tx.all(ForecastAccuracy.sideBySide(older, newer, of: season))
    }
  }

  /// What the newer of two forecasts says differently, week by week.
  ///
  /// - Throws: ``SchedulingError/unknownForecast(_:season:)``.
  public func difference(
    _ older: Int64, _ newer: Int64, of code: String
  ) async throws(SchedulingError) -> [ForecastDifference] {
    try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      try season.check([older, newer], in: tx)
      return try tx.all(ForecastDifference.byWeek(older, newer))
    }
  }
}

extension Season {
  fileprivate func check(_ forecasts: [Int64], in tx: Session) throws {
    let known = try tx.all(ForecastVersion.all(of: id)).map(\.id.rawValue)
    for id in forecasts where !known.contains(id) { throw SchedulingError.unknownForecast(id, season: code) }
  }
}

// MARK: - SQL

extension ForecastAccuracy: RowDecodable {
  public static let columns: StaticString = """
    score.forecast_id, score.series, score.lead, score.days, score.actual, score.wape, score.bias, score.wql, score.inside
    """

  public init(row: inout Row) throws(PostgresError) {
    forecast = try row.next()
    series = try row.next()
    lead = try row.next()
    days = try row.next()
    actual = try row.next()
    absoluteError = try row.next()
    bias = try row.next()
    quantileLoss = try row.next()
    insideRange = try row.next()
  }

  /// What came, by series and day; a day nobody counted is not a day of nothing.
  private static func came(_ season: Season) -> SQL {
    """
    came AS (
      SELECT volume.series, volume.local_on AS day_on, sum(volume.volume)::float8 AS volume
        FROM workload.series_volume AS volume
       WHERE volume.entity_id = \(season.entity) AND volume.minutes = 1440
         AND volume.local_on BETWEEN \(season.startsOn) AND \(season.endsOn)
       GROUP BY volume.series, volume.local_on)
    """
  }

  private static let scores: SQL = """
    count(*), sum(came.volume), sum(abs(day.mean - came.volume)) / nullif(sum(came.volume), 0),
    sum(day.mean) / nullif(sum(came.volume), 0) - 1,
    2 * sum(greatest(0.1 * (came.volume - day.p10), 0.9 * (day.p10 - came.volume))
            + 0.5 * abs(came.volume - day.p50)
            + greatest(0.9 * (came.volume - day.p90), 0.1 * (day.p90 - came.volume))) / 3 / nullif(sum(came.volume), 0),
    avg((came.volume BETWEEN day.p10 - 0.5 AND day.p90 + 0.5)::int)::float8
    """

  static func byLead(of season: Season) -> Query<ForecastAccuracy> {
    Query(
      "forecast.accuracy",
      """
      WITH \(came(season)), ahead (upto, words) AS (
        VALUES (7, '1–7'), (14, '8–14'), (28, '15–28'), (56, '29–56'), (2000, '57 and more'))
      SELECT \(raw: columns)
        FROM (SELECT NULL::bigint, day.series, ahead.words, ahead.upto, \(scores)
                FROM scheduling.forecast AS forecast
                JOIN scheduling.forecast_day AS day ON day.forecast_id = forecast.id
                JOIN came ON came.series = day.series AND came.day_on = day.day_on
                JOIN ahead ON ahead.upto = (SELECT min(upto) FROM ahead WHERE day.day_on - forecast.as_of_on <= upto)
               WHERE forecast.season_id = \(season.id) AND day.day_on > forecast.as_of_on
               GROUP BY day.series, ahead.words, ahead.upto)
             AS score (forecast_id, series, lead, upto, days, actual, wape, bias, wql, inside)
       WHERE score.actual > 0
       ORDER BY score.series, score.upto
      """)
  }

  static func sideBySide(_ older: Int64, _ newer: Int64, of season: Season) -> Query<ForecastAccuracy> {
    Query(
      "forecast.score",
      """
      WITH \(came(season)), latest AS (
        SELECT max(forecast.as_of_on) AS as_of_on FROM scheduling.forecast AS forecast
         WHERE forecast.id IN (\(older), \(newer)))
      SELECT \(raw: columns)
        FROM (SELECT day.forecast_id, day.series, 'all', \(scores)
                FROM scheduling.forecast_day AS day
                JOIN came ON came.series = day.series AND came.day_on = day.day_on
                JOIN latest ON day.day_on > latest.as_of_on
               WHERE day.forecast_id IN (\(older), \(newer))
                 AND EXISTS (SELECT FROM scheduling.forecast_day AS other
                              WHERE other.forecast_id IN (\(older), \(newer)) AND other.forecast_id <> day.forecast_id
                                AND other.series = day.series AND other.day_on = day.day_on)
               GROUP BY day.series, day.forecast_id)
             AS score (forecast_id, series, lead, days, actual, wape, bias, wql, inside)
       WHERE score.actual > 0
       ORDER BY score.series, score.forecast_id
      """)
  }
}

extension ForecastDifference: RowDecodable {
  public static let columns: StaticString = "week.series, week.week_on, week.older, week.newer"

  public init(row: inout Row) throws(PostgresError) {
    series = try row.next()
    week = try row.next()
    older = try row.next()
    newer = try row.next()
  }

  static func byWeek(_ older: Int64, _ newer: Int64) -> Query<ForecastDifference> {
    Query(
      "forecast.difference",
      """
      SELECT \(raw: columns)
        FROM (SELECT before.series, date_trunc('week', before.day_on)::date, sum(before.mean), sum(after.mean)
                FROM scheduling.forecast_day AS before
                JOIN scheduling.forecast_day AS after
                  ON after.forecast_id = \(newer) AND after.series = before.series AND after.day_on = before.day_on
               WHERE before.forecast_id = \(older)
               GROUP BY 1, 2) AS week (series, week_on, older, newer)
       ORDER BY week.series = 'orders' DESC, week.series, week.week_on
      """)
  }
}
