/// Connections kept open for whoever needs one next.
///
/// The one used last is lent first, because its statements are prepared; those who wait are served in order.
public final class Pool: Sendable {
  /// The pools whose connections this task holds, so that it cannot wait for itself.
  @TaskLocal private static var held: [ObjectIdentifier] = []

  private let options: ConnectionOptions
  private let limits: PoolOptions
  private let queue: Queue

  public init(_ options: ConnectionOptions, _ limits: PoolOptions = PoolOptions()) {
    precondition((1...64).contains(limits.maximum), "a pool holds between 1 and 64 connections, each with a thread")
    self.options = options
    self.limits = limits
    queue = Queue(maximum: limits.maximum)
  }

  public convenience init(_ options: ConnectionOptions, maximum: Int) {
    self.init(options, PoolOptions(maximum: maximum))
  }

  public var metrics: PoolMetrics { queue.metrics }

  /// Lends a connection's session to `body`.
  public func with<T: Sendable>(
    timeout: Duration? = nil, _ body: @Sendable (Session) throws -> T
  ) async throws -> T {
    try await lending { connection in try await connection.with(timeout: timeout, body) }
  }

  /// Runs `body` in a transaction; see ``Connection/transaction(_:retry:timeout:_:)``.
  public func transaction<T: Sendable>(
    _ mode: TransactionMode = .readWrite, retry: RetryPolicy = .default, timeout: Duration? = nil,
    _ body: @Sendable (Session) throws -> T
  ) async throws -> T {
    try await lending { connection in
      try await connection.transaction(mode, retry: retry, timeout: timeout, body)
    }
  }

  /// Lends `body` the rows of `query` as an asynchronous sequence; see ``Connection/stream(_:_:)``.
  public func stream<R, T>(_ query: Query<R>, _ body: (Rows<R>) async throws -> T) async throws -> T {
    try await lending { connection in try await connection.stream(query, body) }
  }

  /// Refuses new leases, waits for those that are out, at most so long, and closes every connection.
  public func close(within limit: Duration = .seconds(10)) async {
    for idle in queue.close() { await idle.connection.close() }
    await queue.drain(limit)
  }

  private func lending<T>(_ body: (Connection) async throws -> T) async throws -> T {
    let lease = try await lease()
    do {
      let value = try await Self.$held.withValue(Self.held + [ObjectIdentifier(self)]) {
        try await body(lease.connection)
      }
      await giveBack(lease)
      return value
    } catch {
      await giveBack(lease)
      throw error
    }
  }
}

// MARK: - Leases

extension Pool {
  private func lease() async throws -> Queue.Idle {
    let start = ContinuousClock.now
    for old in queue.removeIdle(since: start - limits.idleLimit) { await old.connection.close() }
    while true {
      switch try await turn() {
      case .place:
        let opened = try await open()
        options.observer?.note(.leased(waited: .now - start))
        return opened
      case .idle(let idle):
        if await isAlive(idle) {
          options.observer?.note(.leased(waited: .now - start))
          return idle
        }
        await idle.connection.close()
        queue.vacate()
      }
    }
  }

  private func turn() async throws -> Queue.Turn {
    if let turn = try queue.turn() { return turn }
    guard !Self.held.contains(ObjectIdentifier(self)) else {
      throw PostgresError(.usage, "this task holds a connection of the pool already and would wait for itself")
    }
    return try await queue.wait(limits.waitLimit)
  }

  private func isAlive(_ idle: Queue.Idle) async -> Bool {
    let now = ContinuousClock.now
    guard now < idle.expiry else { return false }
    guard now - idle.since > limits.checkAfter else { return true }
    let answer = try? await idle.connection.with(timeout: .seconds(5)) { session in
      try session.one(Query<Int>("pool.check", "SELECT 1"))
    }
    return answer == 1
  }

  private func open() async throws -> Queue.Idle {
    do {
      let connection = try await persistently()
      queue.countOpened()
      if let onConnect = limits.onConnect { try await connection.with(onConnect) }
      let expiry = ContinuousClock.now + limits.lifetime * Double.random(in: 0.9...1)
      return Queue.Idle(connection: connection, expiry: expiry, since: .now)
    } catch {
      queue.vacate()
      throw error
    }
  }

  /// Opens a connection, trying again while the server may be starting or full.
  private func persistently() async throws -> Connection {
    let end = ContinuousClock.now + limits.persistence
    var wait = Duration.milliseconds(50)
    while true {
      do throws(PostgresError) {
        return try await Connection.open(options)
      } catch {
        switch error.kind {
        case .connection, .server(.cannotConnectNow), .server(.tooManyConnections): break
        default: throw error
        }
        let pause = wait * Double.random(in: 0...1)
        guard .now + pause < end else { throw error }
        try await Task.sleep(for: pause)
        wait = min(wait * 2, .seconds(1))
      }
    }
  }

  private func giveBack(_ lease: Queue.Idle) async {
    guard await lease.connection.isUsable, .now < lease.expiry else {
      await lease.connection.close()
      return queue.vacate()
    }
    var lease = lease
    lease.since = .now
    if !queue.giveBack(lease) { await lease.connection.close() }
  }
}
