import Foundation
import Intake
import Postgres
import Store
import Testing
import Workload

/// Kill -9 of the server at every named place of an import, on a server of its own.
@Suite(.serialized) struct ServerKillTests {
  struct Errand: Codable, Sendable {
    let home: String
    let path: String
    let fault: String
    let postmaster: String
  }

  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sql/fixtures/peak_week.sql")

  private static let held: SQL = """
    SELECT concat_ws(' ', external_id, fact.id IS NOT NULL)
      FROM workload.origin LEFT JOIN workload.shop_order AS fact USING (id)
     UNION ALL
    SELECT concat_ws(' ', 'batch', kind, added, changed) FROM workload.batch
     UNION ALL
    SELECT concat_ws(' ', 'staged', line) FROM stage.fact
     ORDER BY 1
    """

  /// Answers the master of the database, on a connection of its own.
  private func asMaster<T: Sendable>(
    _ cluster: LocalCluster, _ body: @Sendable (Session) throws -> T
  ) async throws -> T {
    var options = cluster.options
    options.keywords["user"] = "postgres"
    let connection = try await Connection.open(options)
    defer { Task { await connection.close() } }
    return try await connection.with(body)
  }

  private func held(_ cluster: LocalCluster) async throws -> [String] {
    try await asMaster(cluster) { try $0.all(Query<String>("test.held", Self.held)) }
  }

  private func postmaster(of cluster: LocalCluster) throws -> String {
    let file = try String(contentsOfFile: cluster.home + "/data/postmaster.pid", encoding: .utf8)
    return String(file.prefix { $0 != "\n" })
  }

  @Test func `a server killed anywhere in an import leaves all or nothing, and the next run completes`() async throws {
    let folder = "/tmp/muster-import-\(UUID().uuidString.prefix(8))"
    let cluster = LocalCluster(home: folder)
    let file = folder + ".csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    do {
      try await Store.open(.privateCluster(cluster)).close()
      let cast = try String(contentsOf: Self.fixture, encoding: .utf8)
      try await asMaster(cluster) { session in try session.transaction { try $0.script(cast) } }
      let pia = try await Store.open(.privateCluster(cluster), as: "Pia")
      _ = try await Workload(store: pia).addSource("shop", site: "Leeds", as: Operation("source.add"))
      await pia.close()
      for (round, fault) in Intake.faultPoints.enumerated() {
        try await kill(cluster, at: fault, round: round, file: file)
      }
    } catch {
      try await cluster.destroy()
      throw error
    }
    try await cluster.destroy()
  }

  private func kill(_ cluster: LocalCluster, at fault: FaultPoint, round: Int, file: String) async throws {
    try Data("order_id,placed_at\n\(round),2025-11-28T09:00:00Z\n".utf8).write(to: URL(filePath: file))
    let before = try await held(cluster)
    let errand = Errand(
      home: cluster.home, path: file, fault: fault.name, postmaster: try postmaster(of: cluster))
    await #expect(processExitsWith: .success, "\(fault.name)") { [errand = errand as Errand] in
      let store = try await Store.open(.privateCluster(LocalCluster(home: errand.home)), as: "Pia")
      setenv("MUSTER_FAULT", errand.fault, 1)
      setenv("MUSTER_FAULT_VICTIM", errand.postmaster, 1)
      // Without its postmaster a backend lives on until it next waits, so the import may even succeed.
      _ = try? await Intake(store: store)
        .run(ImportRequest(errand.path, as: .orders, from: "shop"), as: Operation("import.run"))
      exit(EXIT_SUCCESS)
    }
    let pia = try await Store.open(.privateCluster(cluster), as: "Pia")
    let left = try await held(cluster)
    let report = try await Intake(store: pia)
      .run(ImportRequest(file, as: .orders, from: "shop"), as: Operation("import.run")).value
    await pia.close()
    if report.changesNothing {
      #expect(left.contains("\(round) t"), "\(fault.name)")
    } else {
      #expect(left == before, "\(fault.name)")
      #expect(report.added == 1)
    }
  }
}
