import Foundation
import Intake
import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// Kill -9 at every named place of an import: all of it is there or nothing, and the next run completes.
@Suite struct KillTests {
  /// What an import that is cut off needs to know, handed to the process that will not come back.
  struct Errand: Codable, Sendable {
    let socket: String
    let database: String
    let path: String
    let fault: String
  }

  private static let before = "order_id,placed_at,items,updated_at\n1,2025-11-28T09:00:00Z,1,2025-11-28T09:00:00Z\n"
  private static let after = """
    order_id,placed_at,items,updated_at
    1,2025-12-28T09:00:00Z,5,2025-11-29T09:00:00Z
    2,2025-11-28T09:00:00Z,1,2025-11-29T09:00:00Z

    """

  private static let held: SQL = """
    SELECT concat_ws(' ', external_id, version, happened_at, items, fact.id IS NOT NULL)
      FROM workload.origin LEFT JOIN workload.shop_order AS fact USING (id)
     UNION ALL
    SELECT concat_ws(' ', 'batch', kind, added, changed) FROM workload.batch
     UNION ALL
    SELECT concat_ws(' ', 'superseded', kind) FROM workload.superseded
     UNION ALL
    SELECT concat_ws(' ', 'staged', line) FROM stage.fact
     ORDER BY 1
    """

  @Test(arguments: Intake.faultPoints)
  func `an import killed anywhere leaves all or nothing, and the next run completes`(fault: FaultPoint) async throws {
    try await withDesk { desk in
      try await desk.run(Self.before, as: .orders)
      let nothing = try await desk.lines(Self.held)
      let errand = Errand(
        socket: desk.test.cluster.socket, database: desk.test.database, path: try desk.file("next.csv", Self.after),
        fault: fault.name)

      await #expect(processExitsWith: .signal(SIGKILL)) { [errand = errand as Errand] in
        setenv("MUSTER_FAULT", errand.fault, 1)
        let cluster = ConnectionOptions(keywords: [
          "host": errand.socket, "port": "5432", "dbname": errand.database, "user": "u_pia", "sslmode": "disable",
        ])
        let store = try await Store.open(.server(cluster))
        _ = try await Intake(store: store)
          .run(ImportRequest(errand.path, as: .orders, from: "shop"), as: Operation("import.run"))
      }

      let left = try await desk.lines(Self.held)
      let report = try await desk.run(Self.after, as: .orders)
      let whole = try await desk.lines(Self.held)
      if fault.name == "import.committed" {
        #expect(report.changesNothing)
        #expect(left.filter { !$0.hasPrefix("batch") } == whole.filter { !$0.hasPrefix("batch") })
      } else {
        #expect(left == nothing)
        #expect((report.added, report.changed) == (1, 1))
      }
    }
  }
}
