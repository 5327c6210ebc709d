internal import Synchronization

/// Connections kept open for whoever needs one next.
///
/// The one used last is lent first, because its statements are prepared; those who wait are served in order.
public final class Pool: Sendable {
  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Connection?, any Error>
  }

  private struct State {
    var idle: [Connection] = []
    var open = 0
    var waiters: [Waiter] = []
    var numbers = 0
    var isClosed = false
  }

  private let options: ConnectionOptions
  private let maximum: Int
  private let state = Mutex(State())

  public init(_ options: ConnectionOptions, maximum: Int = 8) {
    precondition((1...64).contains(maximum), "a pool holds between 1 and 64 connections, each a thread")
    self.options = options
    self.maximum = maximum
  }

  /// Lends a connection's session to `body`.
  public func with<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws -> T {
    try await lending { connection in try await connection.with(body) }
  }

  /// Runs `body` in a transaction; see ``Connection/transaction(_:retry:_:)``.
  public func transaction<T: Sendable>(
    _ mode: TransactionMode = .readWrite, retry: RetryPolicy = .default, _ body: @Sendable (Session) throws -> T
  ) async throws -> T {
    try await lending { connection in try await connection.transaction(mode, retry: retry, body) }
  }

  /// Closes what is idle, and what is lent as soon as it comes back; waiters are refused.
  public func close() async {
    let (idle, waiters) = state.withLock { state in
      state.isClosed = true
      defer { (state.idle, state.waiters) = ([], []) }
      return (state.idle, state.waiters)
    }
    for waiter in waiters { waiter.continuation.resume(throwing: Self.closed) }
    for connection in idle { await connection.close() }
  }

  private static var closed: PostgresError { PostgresError(.connection, "the pool is closed") }

  private func lending<T>(_ body: (Connection) async throws -> T) async throws -> T {
    let connection = try await lease()
    do {
      let value = try await body(connection)
      await giveBack(connection)
      return value
    } catch {
      await giveBack(connection)
      throw error
    }
  }

  private func lease() async throws -> Connection {
    let waiting: Int?
    switch state.withLock({ Self.choose(&$0, maximum) }) {
    case .closed: throw Self.closed
    case .idle(let connection): return connection
    case .room: waiting = nil
    case .wait(let number): waiting = number
    }
    if let waiting, let connection = try await wait(waiting) { return connection }
    do {
      return try await Connection.open(options)
    } catch {
      vacate()
      throw error
    }
  }

  private enum Choice {
    case closed
    case idle(Connection)
    case room
    case wait(Int)
  }

  private static func choose(_ state: inout State, _ maximum: Int) -> Choice {
    if state.isClosed { return .closed }
    if let connection = state.idle.popLast() { return .idle(connection) }
    if state.open < maximum {
      state.open += 1
      return .room
    }
    state.numbers += 1
    return .wait(state.numbers)
  }

  /// Waits in line; nil means that there is room to open one.
  private func wait(_ number: Int) async throws -> Connection? {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let refused: (any Error)? = state.withLock { state in
          if state.isClosed { return Self.closed }
          if Task.isCancelled { return CancellationError() }
          state.waiters.append(Waiter(number: number, continuation: continuation))
          return nil
        }
        if let refused { continuation.resume(throwing: refused) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        guard let place = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
        return state.waiters.remove(at: place)
      }
      waiter?.continuation.resume(throwing: CancellationError())
    }
  }

  private func giveBack(_ connection: Connection) async {
    guard await connection.isUsable else {
      await connection.close()
      return vacate()
    }
    let isClosed = state.withLock { state -> Bool in
      if state.isClosed { return true }
      if state.waiters.isEmpty {
        state.idle.append(connection)
      } else {
        state.waiters.removeFirst().continuation.resume(returning: connection)
      }
      return false
    }
    if isClosed { await connection.close() }
  }

  /// Gives up a place; the first in line may open a connection in it.
  private func vacate() {
    state.withLock { state in
      if state.waiters.isEmpty {
        state.open -= 1
      } else {
        state.waiters.removeFirst().continuation.resume(returning: nil)
      }
    }
  }
}
