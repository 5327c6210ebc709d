public import Postgres

extension Query<Bool> {
  /// Whether the server knows a time zone by this IANA name; abbreviations and offsets are no names.
  public static func knowsZone(_ name: String) -> Query<Bool> {
    Query("zone.known", "SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = \(name))")
  }
}
