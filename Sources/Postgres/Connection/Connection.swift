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
    try await connection.connect()
    return connection
  }

  private func connect() throws(PostgresError) {
    session = try Session(options, thread: thread)
  }

  /// Lends the session to `body`, which runs on the connection's thread.
  ///
  /// - Throws: what `body` throws; a usage error when it leaves a transaction open, which is then rolled back.
  public func with<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws -> T {
    guard let session else { throw PostgresError(.connection, "the connection is closed") }
    defer { session.rollback() }
    let value = try body(session)
    if session.isInTransaction { throw PostgresError(.usage, "a transaction was left open and has been rolled back") }
    return value
  }

  /// Runs `body` in a transaction, begun again after a serialization failure or a deadlock.
  ///
  /// `body` may therefore run several times: whatever it does outside the database happens each time.
  public func transaction<T: Sendable>(
    _ mode: TransactionMode = .readWrite, retry: RetryPolicy = .default, _ body: @Sendable (Session) throws -> T
  ) async throws -> T {
    var failures = 0
    while true {
      do {
        return try await with { session in try session.transaction(mode, body) }
      } catch {
        failures += 1
        guard failures < retry.tries, session?.lastState?.isRetryable == true else { throw error }
        try await Task.sleep(for: retry.pause(after: failures))
      }
    }
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
