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
  ///   - profile: libpq keywords from the profile in use. Both may say `pooler` = `transaction`, for a server behind
  ///     PgBouncer, where nothing may outlive a transaction.
  public static func resolve(flags: [String: String] = [:], profile: [String: String] = [:]) -> StorePlace {
    if !flags.isEmpty { return .server(options(profile.merging(flags) { _, flag in flag })) }
    if environmentNamesServer { return .server(.environment()) }
    if !profile.isEmpty { return .server(options(profile)) }
    return .privateCluster(.standard)
  }

  private static func options(_ keywords: [String: String]) -> ConnectionOptions {
    var options = ConnectionOptions(keywords: keywords.filter { $0.key != "pooler" })
    if keywords["pooler"] == "transaction" { options.statements = .unnamed }
    return options
  }

  /// Whether any variable of libpq's says where a server is.
  private static var environmentNamesServer: Bool {
    ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"].contains {
      ProcessEnvironment.current[$0] != nil
    }
  }
}
