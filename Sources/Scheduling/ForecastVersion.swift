public import Postgres
public import Store

/// A forecast as it was made: what it saw, how it reckoned, what it said for each day.
///
/// It never changes; a new look at the data is a new version.
public struct ForecastVersion: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<ForecastVersion>

  public let id: ID
  public let asOf: LocalDate
  public let historyFrom: LocalDate
  public let historyTo: LocalDate
  /// SHA-256 over the history it saw, in hexadecimal.
  public let historyDigest: String
  public let method: String
  public let assumption: Int64
  /// The reckoning in words, line by line.
  public let explanation: [String]
}

/// One day of one series: orders, or the contacts of a queue named by its code.
public struct ForecastDay: Codable, Hashable, Sendable {
  public let series: String
  public let day: LocalDate
  public let mean: Double
  public let p10: Double
  public let p50: Double
  public let p90: Double
}

// MARK: - SQL

extension ForecastVersion: RowDecodable {
  public static let columns: StaticString = """
    forecast.id, forecast.as_of_on, forecast.history_from_on, forecast.history_to_on, forecast.history_digest,
    forecast.method, forecast.assumption_id, ARRAY(SELECT jsonb_array_elements_text(forecast.explanation))
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    asOf = try row.next()
    historyFrom = try row.next()
    historyTo = try row.next()
    historyDigest = try row.next()
    method = try row.next()
    assumption = try row.next()
    explanation = try row.next()
  }

  static func newest(of season: Season.ID) -> Query<ForecastVersion> {
    Query(
      "forecast.newest",
      """
      SELECT \(raw: columns) FROM scheduling.forecast AS forecast
       WHERE forecast.season_id = \(season) ORDER BY forecast.id DESC LIMIT 1
      """)
  }

  static func all(of season: Season.ID) -> Query<ForecastVersion> {
    Query(
      "forecast.all",
      """
      SELECT \(raw: columns) FROM scheduling.forecast AS forecast
       WHERE forecast.season_id = \(season) ORDER BY forecast.id DESC
      """)
  }

  static func add(
    season: Season, assumption: Int64, asOf: LocalDate, history: ClosedRange<LocalDate>, digest: String,
    method: String, explanation: [String]
  ) -> Query<ForecastVersion> {
    Query(
      "forecast.add",
      """
      INSERT INTO scheduling.forecast AS forecast
        (entity_id, season_id, assumption_id, as_of_on, history_from_on, history_to_on, history_digest, method,
         explanation)
      VALUES (\(season.entity), \(season.id), \(assumption), \(asOf), \(history.lowerBound), \(history.upperBound),
              \(digest), \(method), to_jsonb(\(explanation)))
      RETURNING \(raw: columns)
      """)
  }
}

extension ForecastDay: RowDecodable {
  public static let columns: StaticString = "day.series, day.day_on, day.mean, day.p10, day.p50, day.p90"

  public init(row: inout Row) throws(PostgresError) {
    series = try row.next()
    day = try row.next()
    mean = try row.next()
    p10 = try row.next()
    p50 = try row.next()
    p90 = try row.next()
  }

  static func all(of forecast: ForecastVersion.ID) -> Query<ForecastDay> {
    Query(
      "forecast_day.all",
      """
      SELECT \(raw: columns) FROM scheduling.forecast_day AS day
       WHERE day.forecast_id = \(forecast) ORDER BY day.series, day.day_on
      """)
  }

  static func add(_ days: [ForecastDay], to forecast: ForecastVersion.ID, of season: Season) -> Statement {
    Statement(
      "forecast_day.add",
      """
      INSERT INTO scheduling.forecast_day (entity_id, forecast_id, series, day_on, mean, p10, p50, p90)
      SELECT \(season.entity), \(forecast), day.*
        FROM unnest(\(days.map(\.series)), \(days.map(\.day)), \(days.map(\.mean)), \(days.map(\.p10)),
                    \(days.map(\.p50)), \(days.map(\.p90))) AS day
      """)
  }
}
