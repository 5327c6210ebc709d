public import Postgres

/// Where the database is.
public enum StorePlace: Sendable {
  /// A server of the shop's own, as libpq's keywords name it.
  case server(ConnectionOptions)
  /// Muster's own cluster on this machine, made and started on demand.
  case privateCluster(LocalCluster)

  /// Decides by what is said: flags first, then the `PG*` environment, then the profile, else the private cluster.
  ///
  /// - Parameters:
  ///   - flags: libpq keywords from the command line.
  ///   - profile: libpq keywords from the profile in use.
  public static func resolve(flags: [String: String] = [:], profile: [String: String] = [:]) -> StorePlace {
    if !flags.isEmpty { return .server(ConnectionOptions(keywords: profile.merging(flags) { _, flag in flag })) }
    if environmentNamesServer { return .server(.environment()) }
    if !profile.isEmpty { return .server(ConnectionOptions(keywords: profile)) }
    return .privateCluster(.standard)
  }

  /// Whether any variable of libpq's says where a server is.
  private static var environmentNamesServer: Bool {
    ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"].contains {
      ProcessEnvironment.current[$0] != nil
    }
  }
}
