import Postgres
import Testing

let sleep = Query<Bool>("sleep.long", "SELECT pg_sleep(20) IS NULL")

@Suite struct `cancelling` {
  @Test func `a task ends the statement on the server, and the connection serves the next`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    let process = try await connection.with { try $0.one(Query<Int>("process", "SELECT pg_backend_pid()")) }
    for _ in 0..<5 {
      let start = ContinuousClock.now
      let task = Task { try await connection.with { try $0.one(sleep) } }
      try await Task.sleep(for: .milliseconds(20))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await connection.with { try $0.one(Query<Int>("after", "SELECT pg_backend_pid()")) } == process)
      #expect(ContinuousClock.now - start < .seconds(10))
    }
    await connection.close()
  }

  @Test func `a task that is cancelled before it begins never reaches the server`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      try await connection.with { _ -> Void in Issue.record("the body ran") }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await connection.close()
  }

  @Test func `a transaction leaves no trace and is rolled back by the same connection`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    try await connection.with { try $0.script("CREATE TEMP TABLE trace (n int)") }
    let task = Task {
      try await connection.transaction { session in
        try session.script("INSERT INTO trace VALUES (1)")
        _ = try session.one(sleep)
      }
    }
    try await Task.sleep(for: .milliseconds(30))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await connection.with { try $0.one(Query<Int>("trace", "SELECT count(*) FROM trace")) } == 0)
    await connection.close()
  }

  @Test func `a body that goes on regardless is refused its next statement`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    let task = Task {
      try await connection.with { session in
        _ = try? session.one(sleep)
        return try session.one(Query<Int>("next", "SELECT 1"))
      }
    }
    try await Task.sleep(for: .milliseconds(30))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await connection.close()
  }

  @Test func `a deadline ends a statement and says so`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    let error = await #expect(throws: PostgresError.self) {
      try await connection.with(timeout: .milliseconds(50)) { try $0.one(sleep) }
    }
    #expect(error?.kind == .cancelled && error?.query == "sleep.long")
    #expect(try await connection.with { try $0.one(Query<Int>("after", "SELECT 1")) } == 1)
    await connection.close()
  }

  @Test func `a timeout of the server stays an error of the server`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.script("SET statement_timeout = '20ms'")
        _ = try session.one(sleep)
      }
    }
    #expect(error?.sqlState == .queryCanceled)
  }

  @Test func `cancelling a storm of tasks leaves every connection usable`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 4)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<60 {
        group.addTask {
          let task = Task { try await pool.with { try $0.one(Query<Bool>("storm", "SELECT pg_sleep(0.05) IS NULL")) } }
          try? await Task.sleep(for: .milliseconds(number % 17 * 7))
          task.cancel()
          _ = try? await task.value
        }
      }
    }
    for number in 0..<8 {
      #expect(try await pool.with { try $0.one(Query<Int>("calm", "SELECT \(number)")) } == number)
    }
    #expect(pool.metrics.inUse == 0 && pool.metrics.waiting == 0)
    await pool.close()
  }

  @Test func `other tasks go on while every connection waits`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 8)
    let sleepers = (0..<8).map { _ in Task { try await pool.with { try $0.one(sleep) } } }
    while pool.metrics.inUse < 8 { try await Task.sleep(for: .milliseconds(1)) }
    for _ in 0..<50 { try await Task.sleep(for: .milliseconds(1)) }
    // More sleepers than Swift has threads: had they blocked those, nobody would have come this far.
    #expect(pool.metrics.inUse == 8)
    for sleeper in sleepers { sleeper.cancel() }
    for sleeper in sleepers { await #expect(throws: CancellationError.self) { try await sleeper.value } }
    await pool.close()
  }
}
