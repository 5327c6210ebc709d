import Postgres
import Testing

struct Change: Error, Equatable {}

@Suite struct `a transaction` {
  @Test func `that throws leaves nothing, one that returns leaves all`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    try await connection.with { try $0.script("CREATE TEMP TABLE kept (n int)") }
    await #expect(throws: Change.self) {
      try await connection.transaction { session in
        try session.script("INSERT INTO kept VALUES (1)")
        throw Change()
      }
    }
    try await connection.transaction { try $0.script("INSERT INTO kept VALUES (2)") }
    #expect(try await connection.with { try $0.all(Query<Int>("kept", "SELECT n FROM kept")) } == [2])
    await connection.close()
  }

  @Test func `that may only read is refused a write`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.transaction(.readOnly) { try $0.script("CREATE TABLE never (n int)") }
      }
    }
    #expect(error?.sqlState == .readOnlyTransaction)
  }

  @Test func `has the isolation it asked for`() async throws {
    let modes = try await withSession { session throws in
      try session.transaction(TransactionMode(isolation: .serializable, isReadOnly: true, isDeferrable: true)) {
        try $0.tuples(
          "mode",
          """
          SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only'),
                 current_setting('transaction_deferrable')
          """, as: (String, String, String).self)
      }
    }
    #expect(modes.map { [$0.0, $0.1, $0.2] } == [["serializable", "on", "on"]])
  }

  @Test func `does not begin inside another, and does not stay open`() async throws {
    try await withSession { session throws in
      let error = #expect(throws: PostgresError.self) {
        try session.transaction { try $0.transaction { _ in } }
      }
      #expect(error?.kind == .usage)
    }
    let connection = try await Connection.open(Cluster.shared.options)
    let error = await #expect(throws: PostgresError.self) { try await connection.with { try $0.script("BEGIN") } }
    #expect(error?.kind == .usage)
    #expect(try await connection.with { try $0.one(Query<Int>("after", "SELECT 1")) } == 1)
    await connection.close()
  }

  @Test func `nests by savepoints, each undone alone`() async throws {
    let numbers = try await withSession { session throws in
      try session.script("CREATE TEMP TABLE nested (n int PRIMARY KEY)")
      return try session.transaction { session in
        try session.script("INSERT INTO nested VALUES (1)")
        try session.savepoint {
          try session.script("INSERT INTO nested VALUES (2)")
          try? session.savepoint { try session.script("INSERT INTO nested VALUES (3), (1)") }
        }
        return try session.all(Query<Int>("nested", "SELECT n FROM nested ORDER BY n"))
      }
    }
    #expect(numbers == [1, 2])
  }
}

@Suite(.serialized) struct `a transaction that meets another` {
  @Test func `is begun again after a serialization failure`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 4)
    try await pool.with {
      try $0.script("DROP TABLE IF EXISTS meeting; CREATE TABLE meeting (n int); INSERT INTO meeting VALUES (0)")
    }
    let (tries, readers) = (Counter(), Counter())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          try await pool.transaction(.serializable, retry: RetryPolicy(tries: 50)) { session in
            tries.count()
            let n = try session.one(Query<Int>("meeting.read", "SELECT n FROM meeting"))
            // Nobody writes before two have read: one of them must begin again.
            readers.count()
            while readers.total < 2 {
              _ = try session.first(Query<Bool>("meeting.wait", "SELECT pg_sleep(0.01) IS NULL"))
            }
            try session.run(Statement("meeting.write", "UPDATE meeting SET n = \(n + 1)"))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await pool.with { try $0.one(Query<Int>("meeting.end", "SELECT n FROM meeting")) } == 4)
    #expect(tries.total > 4)
    await pool.close()
  }

  @Test func `is begun again after a deadlock, but not after a refusal of the rules`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 2)
    try await pool.with {
      try $0.script(
        """
        ALTER DATABASE postgres SET deadlock_timeout = '20ms';
        DROP TABLE IF EXISTS lockstep; CREATE TABLE lockstep (id int PRIMARY KEY, n int);
        INSERT INTO lockstep VALUES (1, 0), (2, 0)
        """)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for order in [[1, 2], [2, 1]] {
        group.addTask {
          try await pool.transaction { session in
            for id in order {
              try session.run(Statement("lockstep.add", "UPDATE lockstep SET n = n + 1 WHERE id = \(id)"))
              _ = try session.first(Query<Bool>("lockstep.wait", "SELECT pg_sleep(0.1) IS NULL"))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await pool.with { try $0.all(Query<Int>("lockstep.end", "SELECT n FROM lockstep")) } == [2, 2])
    let tries = Counter()
    await #expect(throws: PostgresError.self) {
      try await pool.transaction { session in
        tries.count()
        try session.script("INSERT INTO lockstep VALUES (1, 9)")
      }
    }
    #expect(tries.total == 1)
    await pool.close()
  }
}

@Suite struct `COMMIT is believed only when it is true` {
  @Test func `a COMMIT that answers ROLLBACK is an error`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.transaction { session in
          _ = try? session.one(Query<Int>("fails", "SELECT 1 / \(0)"))
        }
      }
    }
    #expect(error?.sqlState == .inFailedTransaction)
  }

  @Test(arguments: [true, false])
  func `a connection cut in COMMIT is in doubt, and the id tells the truth`(arrives: Bool) async throws {
    let proxy = try Proxy(to: Cluster.shared.socket + "/.s.PGSQL.5432")
    var options = Cluster.shared.options
    options.keywords["host"] = proxy.folder
    let direct = try await Connection.open(Cluster.shared.options)
    let table: SQL = arrives ? "doubt_after" : "doubt_before"
    try await direct.with { session in
      try session.run(Statement("doubt.drop", "DROP TABLE IF EXISTS \(table)"))
      try session.run(Statement("doubt.make", "CREATE TABLE \(table) (n int)"))
    }
    let connection = try await Connection.open(options)
    proxy.cut(at: "COMMIT\0", afterDelivery: arrives)
    let error = await #expect(throws: PostgresError.self) {
      try await connection.transaction { session in
        try session.run(Statement("doubt.insert", "INSERT INTO \(table) VALUES (1)"))
      }
    }
    #expect(error?.kind == .inDoubt)
    let id = try #require(error?.transaction)
    var status = "in progress"
    for _ in 0..<100 where status == "in progress" {
      status = try await direct.with {
        try $0.one(Query<String>("doubt.status", "SELECT pg_xact_status(\(String(id))::text::xid8)"))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(status == (arrives ? "committed" : "aborted"))
    await connection.close()
    await direct.close()
    proxy.stop()
  }

  @Test func `a COMMIT whose replication was cancelled says so`() async throws {
    // No standby has this name, so a COMMIT waits for ever; hence a server of its own.
    let cluster = try Cluster(settings: ["synchronous_standby_names=nobody"])
    let connection = try await Connection.open(cluster.options)
    let task = Task {
      try await connection.transaction { try $0.script("CREATE TABLE replicated (n int)") }
    }
    let waiting = Query<Int>("replicated.waiting", "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
    try await withSession(cluster.options) { session throws in
      while try session.one(waiting) == 0 {}
    }
    task.cancel()
    let error = await #expect(throws: PostgresError.self) { try await task.value }
    #expect(error?.kind == .unreplicated)
    #expect(error?.transaction != nil)
    await connection.close()
  }
}
