public import Postgres

extension Query<String> {
  /// The place of the time zone database that somebody most likely meant; no row when none is near.
  public static func zoneNear(_ written: String) -> Query<String> {
    Query("zone.near", "SELECT near FROM people.zone_near(\(written)) AS near WHERE near IS NOT NULL")
  }
}
