import Foundation
import Glibc
import Postgres
import Testing

private let process = Query<Int>("process", "SELECT pg_backend_pid()")

extension PostgresError {
  /// Whether the connection was taken away, in whichever words.
  fileprivate var isLoss: Bool {
    kind == .connection || [.adminShutdown, .crashShutdown].contains(sqlState)
  }
}

@Suite struct `a connection that is taken away` {
  @Test func `in a query`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    let victim = try await connection.with { try $0.one(process) }
    let task = Task { try await connection.with { try $0.one(sleep) } }
    try await Task.sleep(for: .milliseconds(50))
    kill(pid_t(victim), SIGTERM)
    let error = await #expect(throws: PostgresError.self) { try await task.value }
    #expect(error?.isLoss == true)
    let after = await #expect(throws: PostgresError.self) { try await connection.with { try $0.one(process) } }
    #expect(after?.kind == .connection)
    await connection.close()
    let closed = await #expect(throws: PostgresError.self) { try await connection.with { try $0.one(process) } }
    #expect(closed?.message == "the connection is closed")
  }

  @Test func `in a transaction, in a COPY, in a stream: nothing stays`() async throws {
    let watcher = try await Connection.open(Cluster.shared.options)
    try await watcher.with { try $0.script("DROP TABLE IF EXISTS lost; CREATE TABLE lost (n bigint)") }
    let pool = Pool(Cluster.shared.options, maximum: 1)
    let bodies: [@Sendable (Session) throws -> Void] = [
      { session in
        try session.script("INSERT INTO lost VALUES (1)")
        kill(pid_t(try session.one(process)), SIGTERM)
        usleep(100_000)
        try session.script("INSERT INTO lost VALUES (2)")
      },
      { session in
        let victim = pid_t(try session.one(process))
        try session.copyIn("lost.copy", into: "lost", columns: ["n"]) { writer in
          for number in 0..<3_000_000 {
            try writer.row(number)
            if number == 1000 { kill(victim, SIGTERM) }
          }
        }
      },
      { session in
        let victim = pid_t(try session.one(process))
        try session.script("INSERT INTO lost VALUES (3)")
        try session.forEach(Query<Int>("lost.stream", "SELECT n FROM generate_series(1, 3000000) AS n")) {
          if $0 == 10 { kill(victim, SIGTERM) }
        }
      },
      { session in
        let victim = pid_t(try session.one(process))
        try session.pipeline { pipe in
          for number in 0..<5000 {
            try pipe.run(Statement("lost.pipe", "INSERT INTO lost VALUES (\(number))"))
            if number == 1000 { kill(victim, SIGTERM) }
          }
        }
      },
    ]
    for body in bodies {
      let error = await #expect(throws: PostgresError.self) { try await pool.transaction(.readWrite, body) }
      #expect(error?.isLoss == true)
      // The pool goes on with another connection.
      #expect(try await pool.with { try $0.one(Query<Int>("after", "SELECT 1")) } == 1)
    }
    #expect(try await watcher.with { try $0.one(Query<Int>("lost.count", "SELECT count(*) FROM lost")) } == 0)
    await pool.close()
    await watcher.close()
  }

  @Test func `by kill -9 of another server process, which ends them all`() async throws {
    let cluster = try Cluster()
    var limits = PoolOptions(maximum: 2)
    limits.persistence = .seconds(20)
    limits.checkAfter = .zero
    let pool = Pool(cluster.options, limits)
    let bystander = try await Connection.open(cluster.options)
    let victim = try await pool.with { try $0.one(process) }
    let task = Task { try await bystander.with { try $0.one(sleep) } }
    try await Task.sleep(for: .milliseconds(50))
    kill(pid_t(victim), SIGKILL)
    let error = await #expect(throws: PostgresError.self) { try await task.value }
    #expect(error?.isLoss == true)
    #expect(try await pool.with { try $0.one(Query<Int>("after", "SELECT 1")) } == 1)
    await pool.close()
    await bystander.close()
  }

  @Test func `by a wire that is cut in the middle of a statement`() async throws {
    let proxy = try Proxy(to: Cluster.shared.socket + "/.s.PGSQL.5432")
    var options = Cluster.shared.options
    options.keywords["host"] = proxy.folder
    let connection = try await Connection.open(options)
    proxy.cut(at: "needle", afterDelivery: false)
    let error = await #expect(throws: PostgresError.self) {
      try await connection.with { try $0.one(Query<String>("cut", "SELECT 'needle'")) }
    }
    #expect(error?.kind == .connection)
    await connection.close()
    proxy.stop()
  }
}

@Suite struct `a slow wire` {
  @Test func `that gives a byte at a time changes nothing`() async throws {
    let proxy = try Proxy(to: Cluster.shared.socket + "/.s.PGSQL.5432")
    proxy.trickle(milliseconds: 1)
    var options = Cluster.shared.options
    options.keywords["host"] = proxy.folder
    let rows = try await withSession(options) { session in
      try session.all(Query<String>("slow", "SELECT 'row ' || n FROM generate_series(1, 20) AS n"))
    }
    #expect(rows == (1...20).map { "row \($0)" })
    proxy.stop()
  }

  @Test func `that no longer answers a cancel is cut after the grace`() async throws {
    let proxy = try Proxy(to: Cluster.shared.socket + "/.s.PGSQL.5432")
    var options = Cluster.shared.options
    options.keywords["host"] = proxy.folder
    options.cancelGrace = .milliseconds(200)
    let connection = try await Connection.open(options)
    _ = try await connection.with { try $0.one(process) }
    proxy.hush()
    let task = Task { try await connection.with { try $0.one(Query<Int>("hushed", "SELECT 1")) } }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await connection.close()
    proxy.stop()
  }
}

@Suite struct `behind PgBouncer` {
  private static let program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: program != nil, "PgBouncer is not installed"))
  func `in transaction mode, everything but sessions works`() async throws {
    let folder = try Cluster.run(["mktemp", "-d", "-t", "muster-bouncer.XXXXXX"])
    if geteuid() == 0 { try Cluster.run(["chown", "postgres", folder]) }
    let settings = """
      [databases]
      * = host=\(Cluster.shared.socket) port=5432
      [pgbouncer]
      listen_addr =
      unix_socket_dir = \(folder)
      listen_port = 5432
      auth_type = any
      pool_mode = transaction
      default_pool_size = 2
      """
    // Any user is let in as the database's owner of the cluster; the server trusts its socket.
    try settings.replacing("* = host", with: "* = user=postgres host")
      .write(toFile: folder + "/bouncer.ini", atomically: true, encoding: .utf8)
    let bouncer = Process()
    bouncer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let user = geteuid() == 0 ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] : []
    bouncer.arguments = user + [try #require(Self.program), "-q", folder + "/bouncer.ini"]
    bouncer.standardError = FileHandle.nullDevice
    try bouncer.run()
    defer {
      kill(bouncer.processIdentifier, SIGKILL)
      try? FileManager.default.removeItem(atPath: folder)
    }
    var options = Cluster.shared.options
    options.keywords["host"] = folder
    options.statements = .unnamed
    var limits = PoolOptions(maximum: 6)
    limits.persistence = .seconds(10)
    let pool = Pool(options, limits)
    try await pool.transaction { try $0.script("DROP TABLE IF EXISTS bounced; CREATE TABLE bounced (n bigint)") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<60 {
        group.addTask {
          try await pool.transaction { session in
            try session.script("SET LOCAL statement_timeout = '30s'")
            try session.run(Statement("bounced.insert", "INSERT INTO bounced VALUES (\(number))"))
            try session.copyIn("bounced.copy", into: "bounced", columns: ["n"]) { try $0.row(number) }
            try session.pipeline { try $0.run(Statement("bounced.pipe", "INSERT INTO bounced VALUES (\(number))")) }
            try session.forEach(Query<Int>("bounced.each", "SELECT n FROM bounced WHERE n = \(number)")) {
              #expect($0 == number)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let sum = try await pool.transaction(.readOnly) {
      try $0.one(Query<Int>("bounced.sum", "SELECT sum(n)::bigint FROM bounced"))
    }
    #expect(sum == 3 * 1770)
    await pool.close()
  }
}
