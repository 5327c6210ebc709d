internal import Postgres

extension StorePlace {
  /// Brings the database here to the schema of this program; the private cluster is started, or made, first.
  public func migrate(progress: @Sendable (String) -> Void = { _ in }) async throws(StoreError) -> Migrator.Report {
    switch self {
    case .server(let options):
      return try await Migrator(options).migrate(progress: progress)
    case .privateCluster(let cluster):
      try await cluster.start()
      return try await cluster.prepare(progress: progress)
    }
  }

  /// Every migration that this program carries, and whether the database here has it.
  public func migrations() async throws(StoreError) -> [MigrationStatus] {
    switch self {
    case .server(let options): try await Migrator(options).status()
    case .privateCluster(let cluster): try await Migrator(cluster.masterOptions()).status()
    }
  }
}
