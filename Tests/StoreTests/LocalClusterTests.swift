import FoundationEssentials
import Glibc
import Postgres
import Store
import StoreTesting
import Testing

/// One cluster after the other: each makes a server of its own.
@Suite(.serialized)
struct LocalClusterTests {
  private func withCluster(_ body: (LocalCluster) async throws -> Void) async throws {
    let cluster = LocalCluster(home: briefFolder("local"))
    do {
      try await body(cluster)
    } catch {
      try? await cluster.destroy()
      throw error
    }
    try await cluster.destroy()
    #expect(!FileManager.default.fileExists(atPath: cluster.home))
  }

  private func me(_ store: Store) async throws -> Int64? {
    try await store.read(or: StoreError.init) { session in
      try session.one(Query<Int64?>("login.me", "SELECT sec.me()"))
    }
  }

  @Test func `opening the store makes, starts and migrates the cluster; whoever does is its administrator`()
    async throws
  {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster))
      #expect(cluster.isRunning)
      #expect(try await me(store) == 0)
      let roles = try await store.read(or: StoreError.init) { session in
        try session.one(Query<Int>("role.count", "SELECT count(*) FROM sec.role_grant WHERE person_id = sec.me()"))
      }
      #expect(roles == GroupRole.allCases.count)
      await store.close()
    }
  }

  @Test func `an error that somebody saw is found in the server's log by its request`() async throws {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster), for: Request(id: "1a2b3c4d"))
      await #expect(throws: StoreError.self) {
        try await store.read(or: StoreError.init) { try $0.one(Query<Int>("test.divide", "SELECT 1 / 0")) }
      }
      await store.close()
      #expect(
        try await logged(by: cluster) { $0.contains(" muster 1a2b3c4d: ERROR:") && $0.hasSuffix("division by zero") })
    }
  }

  /// Whether a line of the cluster's log fits; its collector writes behind the server, on a busy machine by seconds.
  private func logged(by cluster: LocalCluster, _ fits: (Substring) -> Bool) async throws -> Bool {
    for _ in 0..<600 {
      let logs = try FileManager.default.contentsOfDirectory(atPath: cluster.logs)
      let lines = try logs.flatMap {
        try String(contentsOfFile: cluster.logs + "/" + $0, encoding: .utf8).split(separator: "\n")
      }
      if lines.contains(where: fits) { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  @Test func `a stopped cluster starts again with what it held`() async throws {
    try await withCluster { cluster in
      var store = try await Store.open(.privateCluster(cluster))
      _ = try await store.write(Operation("entity.found", key: "k"), or: StoreError.init) { session in
        try session.run(
          Statement(
            "entity.found",
            "INSERT INTO people.legal_entity (name, country, currency) VALUES ('Lantern', 'GB', 'GBP')"))
      }
      await store.close()
      try await cluster.stop()
      #expect(!cluster.isRunning)
      store = try await Store.open(.privateCluster(cluster))
      #expect(try await store.operation("k") != nil)
      let entities = try await store.read(or: StoreError.init) { session in
        try session.one(Query<Int>("entity.count", "SELECT count(*) FROM people.legal_entity"))
      }
      #expect(entities == 1, "whoever founds a legal entity may work on it")
      await store.close()
    }
  }

  @Test func `two programs that open it at once find one cluster`() async throws {
    try await withCluster { cluster in
      async let one = Store.open(.privateCluster(cluster))
      async let other = Store.open(.privateCluster(cluster))
      let stores = try await [one, other]
      for store in stores {
        #expect(try await me(store) == 0)
        await store.close()
      }
    }
  }

  @Test func `a server that crashed is started again`() async throws {
    try await withCluster { cluster in
      await (try await Store.open(.privateCluster(cluster))).close()
      try cluster.crash()
      while cluster.isRunning { try await Task.sleep(for: .milliseconds(10)) }
      let store = try await Store.open(.privateCluster(cluster))
      #expect(try await me(store) == 0)
      await store.close()
    }
  }

  /// Every process of the server dies at once, in the middle of a statement; the data folder is what a power cut leaves.
  @Test func `a migrate whose server is killed at any file is completed after the next start`() async throws {
    try await withCluster { cluster in
      let all = Scripts.carried
      let killServer = """
        COPY (SELECT) TO PROGRAM 'p=$(head -1 postmaster.pid); kill -STOP $p; kill -9 $(cat /proc/$p/task/$p/children) $p'
        """
      try await cluster.start()
      for (done, script) in all.migrations.enumerated() {
        for end in script.text.statementEnds.everyFew(of: 2) {
          let cut = Array(all.migrations[..<done]) + [script.cut(at: end, by: killServer)]
          let error = await #expect(throws: StoreError.self) {
            try await cluster.prepare(Scripts(migrations: cut, code: []))
          }
          #expect(error?.kind == .unavailable || error?.kind == .outcomeUnknown, "\(script.name): \(error as Any)")
          while cluster.isRunning { try await Task.sleep(for: .milliseconds(10)) }
          try await cluster.start()
        }
        // The files alone, which without the functions is not yet a whole migrate.
        _ = try? await cluster.prepare(Scripts(migrations: Array(all.migrations[...done]), code: []))
      }
      let store = try await Store.open(.privateCluster(cluster))
      #expect(try await me(store) == 0)
      await store.close()
    }
  }

  @Test func `a change kept here but on no copy for certain is told as not certain, with the key to ask by`()
    async throws
  {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster))
      // No standby has this name, so a COMMIT waits for ever.
      try cluster.configure("synchronous_standby_names = 'nobody'")
      let impatient = try await Connection.open(cluster.options)
      let waiting = Query<Bool>(
        "replication.cancel", "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
      let cancelling = Task { while try await impatient.with({ try $0.all(waiting) }).isEmpty {} }
      let error = await #expect(throws: StoreError.self) {
        _ = try await store.write(Operation("entity.found", key: "k"), or: StoreError.init) { session in
          try session.run(
            Statement(
              "entity.found",
              "INSERT INTO people.legal_entity (name, country, currency) VALUES ('Lantern', 'GB', 'GBP')"))
        }
      }
      try await cancelling.value
      await impatient.close()
      #expect(error?.kind == .outcomeUnknown)
      #expect(error?.description.contains("`muster op status k` tells") == true)
      #expect(try await store.operation("k") != nil)
      await store.close()
    }
  }

  @Test func `it listens on a socket in a closed folder and on no port`() async throws {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster))
      let (addresses, checksums, fsync) = try await store.read(or: StoreError.init) { session in
        let settings = try session.tuples(
          "setting.some",
          "SELECT current_setting('listen_addresses'), current_setting('data_checksums'), current_setting('fsync')",
          as: (String, String, String).self)
        return settings[0]
      }
      #expect(addresses == "" && checksums == "on" && fsync == "on")
      let attributes = try FileManager.default.attributesOfItem(atPath: cluster.socket)
      #expect(attributes[.posixPermissions] as? Int == 0o700)
      await store.close()
    }
  }

  @Test func `acting as someone who is not there says so`() async throws {
    try await withCluster { cluster in
      let error = await #expect(throws: StoreError.self) {
        try await Store.open(.privateCluster(cluster), as: "Zed")
      }
      #expect(error?.kind == .missing)
    }
  }

  @Test func `a home too long for a socket is refused`() async throws {
    let cluster = LocalCluster(home: "/tmp/" + String(repeating: "long", count: 30))
    let error = await #expect(throws: StoreError.self) { try await cluster.start() }
    #expect(error?.kind == .unavailable)
  }
}

extension LocalCluster {
  /// The number of the server's first process, as it wrote it down itself.
  private func server() throws -> Int32 {
    let file = try #require(FileManager.default.contents(atPath: home + "/data/postmaster.pid"))
    let number = try #require(String(decoding: file, as: UTF8.self).split(separator: "\n").first)
    return try #require(Int32(number))
  }

  /// Adds a line to the server's settings and has them read again.
  fileprivate func configure(_ line: String) throws {
    let path = home + "/data/postgresql.auto.conf"
    let settings = try #require(FileManager.default.contents(atPath: path))
    try (settings + Data((line + "\n").utf8)).write(to: URL(filePath: path))
    kill(try server(), SIGHUP)
  }

  /// Kills the server as a power cut would.
  fileprivate func crash() throws {
    kill(try server(), SIGKILL)
  }
}
