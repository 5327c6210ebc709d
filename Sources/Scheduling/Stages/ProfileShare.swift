internal import Planning
internal import Postgres

/// One slot's share of its day, as kept with a forecast.
struct ProfileShare: RowDecodable {
  static let columns: StaticString = "profile.weekday, profile.slot, profile.share"
  let weekday: Int
  let slot: Int
  let share: Double

  init(row: inout Row) throws(PostgresError) {
    weekday = try row.next()
    slot = try row.next()
    share = try row.next()
  }

  static func add(_ profile: DayProfile, to forecast: ForecastVersion.ID, of season: Season) -> Statement {
    let open = (0..<7).flatMap { weekday in
      profile.shares[weekday].enumerated().filter { $0.element > 0 }
        .map { (weekday: Int16(weekday + 1), slot: Int16($0.offset), share: $0.element) }
    }
    return Statement(
      "forecast_profile.add",
      """
      INSERT INTO scheduling.forecast_profile (entity_id, forecast_id, weekday, slot, share)
      SELECT \(season.entity), \(forecast), profile.*
        FROM unnest(\(open.map(\.weekday)), \(open.map(\.slot)), \(open.map(\.share))) AS profile
      """)
  }

  static func profile(
    of forecast: ForecastVersion.ID, slotMinutes: Int, in tx: Session
  ) throws(PostgresError) -> DayProfile {
    let kept = try tx.all(
      Query<ProfileShare>(
        "forecast_profile.all",
        """
        SELECT \(raw: columns) FROM scheduling.forecast_profile AS profile
         WHERE profile.forecast_id = \(forecast) ORDER BY profile.weekday, profile.slot
        """))
    var weights = [[Double]](repeating: [Double](repeating: 0, count: 1440 / slotMinutes), count: 7)
    for part in kept where weights[part.weekday - 1].indices.contains(part.slot) {
      weights[part.weekday - 1][part.slot] = part.share
    }
    return DayProfile(interval: slotMinutes, weights: weights)
  }
}
