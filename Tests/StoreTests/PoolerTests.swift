import FoundationEssentials
import Postgres
import Store
import StoreTesting
import Testing

/// PgBouncer in transaction mode hands one server connection from client to client: nothing may stick to it.
///
/// Skipped where PgBouncer is not installed.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/pgbouncer")))
struct PoolerTests {
  /// Runs `body` with the way through a pooler that has one server connection for everybody.
  private func withPooler(_ test: TestStore, _ body: (ConnectionOptions) async throws -> Void) async throws {
    let folder = briefFolder("pooler")
    let owner = SystemUser.current.isRoot ? SystemUser.unprivileged : SystemUser.current
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let port = Int.random(in: 20_000..<60_000)
    let settings = """
      [databases]
      \(test.database) = host=\(test.cluster.socket) port=5432 dbname=\(test.database)
      [pgbouncer]
      listen_addr =
      listen_port = \(port)
      unix_socket_dir = \(folder)
      auth_type = any
      pool_mode = transaction
      default_pool_size = 1
      max_client_conn = 200
      ignore_startup_parameters = options,extra_float_digits
      logfile = \(folder)/log
      pidfile = \(folder)/pid
      """
    // With auth_type any everybody is one server user, as a service's visitor is.
    let forced = settings.replacing(
      "dbname=\(test.database)\n", with: "dbname=\(test.database) user=\(visitor(test))\n")
    try Data(forced.utf8).write(to: URL(filePath: folder + "/ini"))
    try owner.takeOver(folder, mode: 0o700)
    try owner.takeOver(folder + "/ini", mode: 0o600)
    let programs = ServerPrograms(folder: "/usr/sbin")
    try await programs.run("pgbouncer", ["-d", folder + "/ini"], as: owner)
    let place = StorePlace.resolve(flags: [
      "host": folder, "port": String(port), "dbname": test.database, "user": visitor(test), "sslmode": "disable",
      "pooler": "transaction",
    ])
    guard case .server(let options) = place else { return }
    // It goes into the background before it listens, and writes its number down after.
    var pooler: Int32?
    while pooler == nil || !UnixSocket.answers("\(folder)/.s.PGSQL.\(port)") {
      try await Task.sleep(for: .milliseconds(20))
      let number = FileManager.default.contents(atPath: folder + "/pid") ?? Data()
      pooler = Int32(String(decoding: number, as: UTF8.self).filter(\.isNumber))
    }
    let result: Result<Void, any Error>
    do { result = .success(try await body(options)) } catch { result = .failure(error) }
    if let pooler { try await ServerPrograms(folder: "/bin").run("sh", ["-c", "kill \(pooler)"], as: owner) }
    try FileManager.default.removeItem(atPath: folder)
    try result.get()
  }

  private func visitor(_ test: TestStore) -> String { test.database.replacing("test_", with: "visitor_") }

  private func withVisitor(_ test: TestStore, _ body: (ConnectionOptions) async throws -> Void) async throws {
    let visitor = visitor(test)
    try await test.asMaster { session in
      try session.script(
        """
        CREATE ROLE \(visitor) LOGIN NOINHERIT;
        GRANT u_ana, u_lev, u_hal TO \(visitor);
        GRANT CONNECT ON DATABASE \(test.database) TO \(visitor);
        """)
    }
    try await withPooler(test, body)
    try await test.asMaster { session in try session.script("DROP OWNED BY \(visitor); DROP ROLE \(visitor)") }
  }

  @Test func `people who share one server connection see their own, write in their own name, and leave nothing`()
    async throws
  {
    try await withStore { test in
      try await withVisitor(test) { options in
        let stores = try await [
          Store.open(.server(options), as: "Ana"), Store.open(.server(options), as: "Lev"),
          Store.open(.server(options), as: "Hal"),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
          for round in 0..<30 {
            let (store, name) = (stores[round % 3], ["Ana", "Lev", "Hal"][round % 3])
            group.addTask {
              let me = try await store.read(or: StoreError.init) { session in
                try session.one(Query<String>("person.me", "SELECT name FROM people.person WHERE id = sec.me()"))
              }
              #expect(me == name)
            }
          }
          try await group.waitForAll()
        }
        let skills = Skills(store: stores[2])
        #expect(try await skills.add("Embroidery", key: "k").isReplay == false)
        #expect(try await skills.add("Embroidery", key: "k").isReplay)
        #expect(try await skills.add("Knitting", dryRun: true).isRehearsal)
        for store in stores { await store.close() }
        let leftovers = try await Connection.open(options)
        let (role, prepared) = try await leftovers.with { session in
          try session.tuples(
            "leftovers", "SELECT current_setting('role'), (SELECT count(*) FROM pg_prepared_statements)",
            as: (String, Int).self)[0]
        }
        #expect(role == "none")
        #expect(prepared == 0, "statements prepared by one client would meet another's")
        await leftovers.close()
      }
    }
  }
}
