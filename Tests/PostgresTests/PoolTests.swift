import Postgres
import Testing

private let process = Query<Int>("process", "SELECT pg_backend_pid()")

@Suite struct `a pool` {
  @Test func `serves more askers than it has connections`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 2)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...200 {
        group.addTask { try await pool.with { try $0.one(Query<Int>("number", "SELECT \(number)")) } }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 20_100)
    #expect(pool.metrics.opened <= 2 && pool.metrics.inUse == 0)
    await pool.close()
  }

  @Test func `lends the connection used last`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 4)
    let first = try await pool.with { try $0.one(process) }
    for _ in 0..<5 { #expect(try await pool.with { try $0.one(process) } == first) }
    let metrics = pool.metrics
    #expect([metrics.waiting, metrics.inUse, metrics.idle, metrics.opened, metrics.timeouts] == [0, 0, 1, 1, 0])
    await pool.close()
  }

  @Test func `gives up waiting after its limit`() async throws {
    var limits = PoolOptions(maximum: 1)
    limits.waitLimit = .milliseconds(30)
    let pool = Pool(Cluster.shared.options, limits)
    let holder = Task { try await pool.with { try $0.one(sleep) } }
    while pool.metrics.inUse == 0 { await Task.yield() }
    let error = await #expect(throws: PostgresError.self) { try await pool.with { try $0.one(process) } }
    #expect(error?.kind == .cancelled && pool.metrics.timeouts == 1)
    holder.cancel()
    _ = try? await holder.value
    #expect(try await pool.with { try $0.one(Query<Int>("after", "SELECT 1")) } == 1)
    await pool.close()
  }

  @Test func `lets a task that waits be cancelled`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 1)
    let holder = Task { try await pool.with { try $0.one(sleep) } }
    while pool.metrics.inUse == 0 { await Task.yield() }
    let waiter = Task { try await pool.with { try $0.one(process) } }
    while pool.metrics.waiting == 0 { await Task.yield() }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    holder.cancel()
    await #expect(throws: CancellationError.self) { try await holder.value }
    await pool.close()
  }

  @Test func `does not let a task wait for itself`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 1)
    try await pool.stream(numbers) { rows in
      let error = await #expect(throws: PostgresError.self) { try await pool.with { _ in } }
      #expect(error?.kind == .usage)
    }
    await pool.close()
  }

  @Test func `replaces connections that are dead, old or unused`() async throws {
    var limits = PoolOptions(maximum: 1)
    limits.checkAfter = .zero
    let pool = Pool(Cluster.shared.options, limits)
    let first = try await pool.with { try $0.one(process) }
    try await withSession { session in
      _ = try session.one(Query<Bool>("kill", "SELECT pg_terminate_backend(\(Int32(first)), 5000)"))
    }
    #expect(try await pool.with { try $0.one(process) } != first)
    await pool.close()
    for change: WritableKeyPath<PoolOptions, Duration> in [\.lifetime, \.idleLimit] {
      var limits = PoolOptions(maximum: 1)
      limits[keyPath: change] = .zero
      let pool = Pool(Cluster.shared.options, limits)
      for _ in 0..<3 { _ = try await pool.with { try $0.one(process) } }
      #expect(pool.metrics.opened == 3)
      await pool.close()
    }
  }

  @Test func `runs its hook once a connection`() async throws {
    let hooks = Counter()
    var limits = PoolOptions(maximum: 1)
    limits.onConnect = { session in
      hooks.count()
      try session.script("SET statement_timeout = '1min'")
    }
    let pool = Pool(Cluster.shared.options, limits)
    for _ in 0..<3 {
      #expect(
        try await pool.with { try $0.one(Query<String>("show", "SELECT current_setting('statement_timeout')")) }
          == "1min")
    }
    #expect(hooks.total == 1)
    await pool.close()
  }

  @Test func `that is closed refuses, after what was lent came back`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 2)
    let work = Task { try await pool.with { try $0.one(Query<Bool>("nap", "SELECT pg_sleep(0.2) IS NOT NULL")) } }
    while pool.metrics.inUse == 0 { await Task.yield() }
    await pool.close()
    #expect(pool.metrics.inUse == 0)
    #expect(try await work.value)
    let error = await #expect(throws: PostgresError.self) { try await pool.with { _ in } }
    #expect(error?.kind == .connection)
  }

  @Test func `gives its place up when connecting fails, at once for a name that is wrong`() async throws {
    var options = Cluster.shared.options
    options.keywords["dbname"] = "nowhere"
    var limits = PoolOptions(maximum: 1)
    limits.persistence = .seconds(30)
    let pool = Pool(options, limits)
    for _ in 0..<3 {
      let error = await #expect(throws: PostgresError.self) { try await pool.with { _ in } }
      #expect(error?.sqlState == .noSuchDatabase)
    }
    #expect(pool.metrics.inUse == 0)
    await pool.close()
  }
}

@Suite struct `a listener` {
  @Test func `hears what is said after it opened`() async throws {
    let listener = try await Listener.open(Cluster.shared.options, channels: ["roster \"published\"", "other"])
    try await withSession { session in
      try session.transaction { session in
        for number in 0..<3 { try session.notify("roster \"published\"", "week \(number)") }
      }
      try session.notify("nobody", "hears this")
      try session.notify("other")
    }
    var heard: [String] = []
    for try await announcement in listener.announcements {
      heard.append("\(announcement.channel): \(announcement.payload)")
      if announcement.channel == "other" { break }
    }
    #expect(heard == (0..<3).map { "roster \"published\": week \($0)" } + ["other: "])
    await listener.stop()
  }

  @Test func `stops while nothing is said`() async throws {
    let listener = try await Listener.open(Cluster.shared.options, channels: ["silence"])
    let reading = Task { for try await _ in listener.announcements {} }
    try await Task.sleep(for: .milliseconds(20))
    await listener.stop()
    try await reading.value
  }

  @Test func `ends with an error when its connection is cut`() async throws {
    let listener = try await Listener.open(Cluster.shared.options, channels: ["cut"])
    try await withSession { session in
      let killed = try session.all(
        Query<Bool>(
          "cut", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN \"cut\"%'"))
      #expect(killed == [true])
    }
    await #expect(throws: PostgresError.self) { for try await _ in listener.announcements {} }
    await listener.stop()
  }
}
