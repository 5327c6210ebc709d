import FoundationEssentials
import Glibc
import Postgres
import Store
import StoreTesting
import Testing

/// A server of one's own, since these tests break it.
@Suite(.serialized)
struct FaultTests {
  private func withCluster(_ body: (LocalCluster) async throws -> Void) async throws {
    let cluster = LocalCluster(home: briefFolder("fault"))
    let result: Result<Void, any Error>
    do { result = .success(try await body(cluster)) } catch { result = .failure(error) }
    try await cluster.destroy()
    try result.get()
  }

  private func found(
    _ store: Store, _ name: String, then trouble: @Sendable (Session) throws -> Void = { _ in }
  )
    async throws(StoreError) -> Outcome<String>
  {
    try await store.write(Operation("entity.found", key: name, input: [name]), or: StoreError.init) { session in
      try session.run(
        Statement(
          "entity.found", "INSERT INTO people.legal_entity (name, country, currency) VALUES (\(name), 'GB', 'GBP')"))
      try trouble(session)
      return name
    }
  }

  private func entities(_ store: Store) async throws -> [String] {
    try await store.read(or: StoreError.init) { session in
      try session.all(Query<String>("entity.all", "SELECT name FROM people.legal_entity ORDER BY name"))
    }
  }

  @Test func `a server killed in the middle of a write keeps nothing of it, and the repeat completes`() async throws {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster))
      let postmaster = try cluster.postmaster()
      let error = await #expect(throws: StoreError.self) {
        try await found(store, "Lantern") { _ in
          kill(postmaster, SIGKILL)
          usleep(300_000)
        }
      }
      #expect(error?.kind == .unavailable)
      await store.close()
      let again = try await Store.open(.privateCluster(cluster))
      #expect(try await entities(again) == [])
      #expect(try await found(again, "Lantern").isReplay == false)
      #expect(try await entities(again) == ["Lantern"])
      await again.close()
    }
  }

  @Test func `a backend killed in the middle of a write is a failure one can repeat`() async throws {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster))
      let error = await #expect(throws: StoreError.self) {
        try await found(store, "Lantern") { session in
          let backend = try session.one(Query<Int32>("backend", "SELECT pg_backend_pid()"))
          kill(backend, SIGKILL)
          usleep(300_000)
        }
      }
      #expect(error?.kind == .unavailable)
      while !cluster.isRunning { try await Task.sleep(for: .milliseconds(20)) }
      try await patiently { _ = try await found(store, "Lantern") }
      try await patiently { _ = try await entities(store) }
      #expect(try await entities(store) == ["Lantern"])
      await store.close()
    }
  }

  /// The pool may hold connections that went down with the server; the server itself needs a moment.
  private func patiently(_ body: () async throws -> Void) async throws {
    for _ in 0..<300 {
      do {
        return try await body()
      } catch {
        try await Task.sleep(for: .milliseconds(100))
      }
    }
    try await body()
  }

  /// Prepares trouble as the server's master, through psql's way in.
  private func asMaster(_ cluster: LocalCluster, _ trusted: String) async throws {
    var options = cluster.options
    options.keywords["user"] = "postgres"
    let connection = try await Connection.open(options)
    for statement in trusted.split(separator: "\n\n") {
      try await connection.with { session in try session.script(String(statement)) }
    }
    await connection.close()
  }

  @Test func `a connection that breaks in COMMIT before it counts is told as nothing changed`() async throws {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster))
      // A deferred trigger runs in COMMIT, before it is durable; this one ends its own connection.
      try await asMaster(
        cluster,
        """
        CREATE FUNCTION public.end_in_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER trouble AFTER INSERT ON people.legal_entity DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION public.end_in_commit();
        """)
      let error = await #expect(throws: StoreError.self) { try await found(store, "Lantern") }
      #expect(error?.kind == .unavailable, "\(String(describing: error))")
      #expect(error?.description.contains("nothing was changed") == true, "\(String(describing: error))")
      #expect(try await store.operation("Lantern") == nil)
      try await asMaster(cluster, "DROP TRIGGER trouble ON people.legal_entity")
      #expect(try await found(store, "Lantern").isReplay == false)
      await store.close()
    }
  }

  @Test func `a connection that breaks after COMMIT counted is asked about, and the outcome is told`() async throws {
    try await withCluster { cluster in
      let store = try await Store.open(.privateCluster(cluster))
      // Committed here, waiting for a standby that is not there: whoever is ended now has committed.
      try await asMaster(
        cluster,
        """
        ALTER SYSTEM SET synchronous_standby_names = 'nobody'

        SELECT pg_reload_conf()
        """)
      async let outcome = found(store, "Lantern")
      try await patiently {
        try await asMaster(
          cluster,
          """
          SELECT 1 / count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'
          """)
      }
      let told = try await outcome
      #expect(told.value == "Lantern" && told.isReplay)
      #expect(try await entities(store) == ["Lantern"])
      await store.close()
    }
  }
}

extension LocalCluster {
  /// The server's process, by the number it wrote down itself.
  func postmaster() throws -> Int32 {
    let file = try #require(FileManager.default.contents(atPath: home + "/data/postmaster.pid"))
    let number = try #require(String(decoding: file, as: UTF8.self).split(separator: "\n").first)
    return try #require(Int32(number))
  }
}
