internal import Synchronization

/// One connection to a server, with a thread of its own on which libpq may block.
public actor Connection {
  private static let numbers = Atomic<Int>(0)

  private let thread: ConnectionThread
  private let options: ConnectionOptions
  private var session: Session?

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe thread.asUnownedSerialExecutor()
  }

  private init(_ options: ConnectionOptions) {
    self.options = options
    let number = Self.numbers.add(1, ordering: .relaxed).newValue
    thread = ConnectionThread(name: "pg-\(number)")
  }

  deinit {
    thread.stop(join: false)
  }

  /// Connects.
  public static func open(_ options: ConnectionOptions) async throws(PostgresError) -> Connection {
    let connection = Connection(options)
    do throws(PostgresError) {
      try await connection.connect()
      return connection
    } catch {
      await connection.close()
      throw error
    }
  }

  private func connect() throws(PostgresError) {
    session = try Session(options, thread: thread)
  }

  /// Says goodbye to the server and waits for the thread's end.
  public nonisolated func close() async {
    await leave()
    thread.stop(join: true)
  }

  private func leave() {
    session = nil
  }

  /// Whether the next statement has a chance.
  var isUsable: Bool { session.map { !$0.handle.isBroken } ?? false }
}

// MARK: - Leases

extension Connection {
  /// Lends the session to `body`, which runs on the connection's thread.
  ///
  /// Cancelling the task cancels the running statement on the server.
  /// - Throws: what `body` throws; `CancellationError` when the task was cancelled; ``PostgresError/Kind/cancelled``
  ///   when the timeout passed; a usage error when `body` leaves a transaction open, which is then rolled back.
  public func with<T: Sendable>(
    timeout: Duration? = nil, _ body: @Sendable (Session) throws -> T
  ) async throws -> T {
    try await lend(timeout: timeout) { session in
      let value = try body(session)
      guard !session.isInTransaction else {
        throw PostgresError(.usage, "a transaction was left open and has been rolled back")
      }
      return value
    }
  }

  /// Runs `body` in a transaction, begun again after a serialization failure or a deadlock.
  ///
  /// `body` may therefore run several times: whatever it does outside the database happens each time. The timeout
  /// counts for each try.
  public func transaction<T: Sendable>(
    _ mode: TransactionMode = .readWrite, retry: RetryPolicy = .default, timeout: Duration? = nil,
    _ body: @Sendable (Session) throws -> T
  ) async throws -> T {
    var failures = 0
    while true {
      do {
        return try await lend(timeout: timeout) { session in try session.transaction(mode, body) }
      } catch {
        failures += 1
        guard failures < retry.tries, let state = session?.retryableState else { throw error }
        options.observer?.note(.retried(failures: failures, state: state))
        try await Task.sleep(for: retry.pause(after: failures))
      }
    }
  }

  private func lend<T>(timeout: Duration? = nil, _ body: (Session) throws -> T) async throws -> T {
    guard let session else { throw PostgresError(.connection, "the connection is closed") }
    if let occupation = session.occupation {
      throw PostgresError(.usage, "the connection is in the middle of \(occupation)")
    }
    return try await cancellable(session, timeout: timeout, body)
  }

  private func cancellable<T>(
    _ session: Session, timeout: Duration? = nil, _ body: (Session) throws -> T
  ) async throws -> T {
    try Task.checkCancellation()
    let canceller = session.canceller
    let lease = canceller.begin()
    let timer = timeout.map { canceller.cancel(at: .now + $0, lease: lease) }
    defer { timer?.cancel() }
    do {
      let value = try await withTaskCancellationHandler {
        try here(session, body)
      } onCancel: {
        canceller.cancel(.task, lease: lease)
      }
      _ = canceller.end()
      return value
    } catch {
      session.rollback()
      throw canceller.end().map { Self.cancellation($0, error) } ?? error
    }
  }

  /// A method of the actor, so that the handler's closure runs on the actor's thread and nowhere else.
  private func here<T>(_ session: Session, _ body: (Session) throws -> T) throws -> T {
    try body(session)
  }

  /// What a lease that was cancelled throws: its own words, unless the body had something else to say.
  private static func cancellation(_ reason: Canceller.Reason, _ error: any Error) -> any Error {
    guard let refusal = error as? PostgresError else { return error }
    switch refusal.kind {
    case .server(.queryCanceled), .cancelled, .connection: break
    default: return error
    }
    switch reason {
    case .task: return CancellationError()
    case .deadline: return PostgresError(.cancelled, "the deadline passed", query: refusal.query)
    }
  }
}

// MARK: - Streams

extension Connection {
  func startStream(_ sql: SQL, _ name: StaticString) async throws {
    try await lend { session in session.firstOfStream = try session.startStream(sql, name) }
  }

  /// Fills an arena with the rows that come next; nil when there are none.
  @usableFromInline
  func fill(_ arena: Arena?, _ name: StaticString) async throws -> Arena? {
    guard let session else { throw PostgresError(.connection, "the connection is closed") }
    guard session.occupation != nil || session.firstOfStream != nil else { return nil }
    let arena = arena ?? Arena()
    arena.clear()
    let isEmpty = try await cancellable(session) { session in
      var answer = session.firstOfStream.take()
      if answer == nil { answer = try session.nextOfStream(name) }
      guard answer != nil else { return true }
      while let row = answer.take() {
        arena.append(row)
        if arena.isFull { break }
        answer = try session.nextOfStream(name)
      }
      return false
    }
    return isEmpty ? nil : arena
  }

  func endStream() {
    session?.firstOfStream = nil
    session?.abandonStream()
    session?.rollback()
  }
}
