internal import Synchronization

/// Who may have a connection next: the pool's state, without any waiting on a server.
final class Queue: Sendable {
  /// A connection that is nobody's at the moment.
  struct Idle: Sendable {
    let connection: Connection
    /// When it is to be closed even if it works.
    let expiry: ContinuousClock.Instant
    var since: ContinuousClock.Instant
  }

  /// What somebody who asked gets.
  enum Turn: Sendable {
    case idle(Idle)
    /// A place in which to open a connection.
    case place
  }

  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Turn, any Error>
  }

  private struct State {
    var idle: [Idle] = []
    var taken = 0
    var waiters: [Waiter] = []
    var number = 0
    var isClosed = false
    var metrics = PoolMetrics()
    var drained: CheckedContinuation<Void, Never>?
  }

  private let maximum: Int
  private let state = Mutex(State())

  init(maximum: Int) {
    self.maximum = maximum
  }

  static var closed: PostgresError { PostgresError(.connection, "the pool is closed") }

  var metrics: PoolMetrics {
    state.withLock { state in
      var metrics = state.metrics
      metrics.waiting = state.waiters.count
      metrics.idle = state.idle.count
      metrics.inUse = state.taken
      return metrics
    }
  }

  func countOpened() {
    state.withLock { $0.metrics.opened += 1 }
  }

  /// A turn at once, or nil when one has to wait.
  func turn() throws(PostgresError) -> Turn? {
    let (isClosed, turn): (Bool, Turn?) = state.withLock { state in
      if state.isClosed { return (true, nil) }
      if let idle = state.idle.popLast() {
        state.taken += 1
        return (false, .idle(idle))
      }
      guard state.taken < maximum else { return (false, nil) }
      state.taken += 1
      return (false, .place)
    }
    if isClosed { throw Self.closed }
    return turn
  }

  /// Waits in line, but not for ever.
  func wait(_ limit: Duration) async throws -> Turn {
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    let timer = Task.detached { [self] in
      try await Task.sleep(for: limit)
      giveUp(number, PostgresError(.cancelled, "no connection became free within \(limit)"), isTimeout: true)
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        join(Waiter(number: number, continuation: continuation))
      }
    } onCancel: {
      giveUp(number, CancellationError(), isTimeout: false)
    }
  }

  private func join(_ waiter: Waiter) {
    let answer: Result<Turn, any Error>? = state.withLock { state in
      if state.isClosed { return .failure(Self.closed) }
      if Task.isCancelled { return .failure(CancellationError()) }
      // Somebody may have given back between the look and the wait.
      if state.taken < maximum {
        state.taken += 1
        return .success(state.idle.popLast().map(Turn.idle) ?? .place)
      }
      state.waiters.append(waiter)
      return nil
    }
    if let answer { waiter.continuation.resume(with: answer) }
  }

  private func giveUp(_ number: Int, _ error: any Error, isTimeout: Bool) {
    let waiter = state.withLock { state -> Waiter? in
      guard let place = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
      if isTimeout { state.metrics.timeouts += 1 }
      return state.waiters.remove(at: place)
    }
    waiter?.continuation.resume(throwing: error)
  }

  /// Hands a connection on; false when it is to be closed instead.
  func giveBack(_ idle: Idle) -> Bool {
    let (isKept, waiter, drained) = state.withLock { state in
      if state.isClosed {
        state.taken -= 1
        return (false, Waiter?.none, state.taken == 0 ? state.drained.take() : nil)
      }
      if state.waiters.isEmpty {
        state.taken -= 1
        state.idle.append(idle)
        return (true, nil, nil)
      }
      return (true, state.waiters.removeFirst(), nil)
    }
    waiter?.continuation.resume(returning: .idle(idle))
    drained?.resume()
    return isKept
  }

  /// Gives up a place, because its connection is gone; the first in line may open another.
  func vacate() {
    let (waiter, drained) = state.withLock { state in
      if state.waiters.isEmpty {
        state.taken -= 1
        return (Waiter?.none, state.isClosed && state.taken == 0 ? state.drained.take() : nil)
      }
      return (state.waiters.removeFirst(), nil)
    }
    waiter?.continuation.resume(returning: .place)
    drained?.resume()
  }

  /// Refuses everybody from now on and hands out what is idle, to be closed.
  func close() -> [Idle] {
    let (idle, waiters) = state.withLock { state in
      state.isClosed = true
      defer { (state.idle, state.waiters) = ([], []) }
      return (state.idle, state.waiters)
    }
    for waiter in waiters { waiter.continuation.resume(throwing: Self.closed) }
    return idle
  }

  /// Takes out what has been idle since before `time`.
  func removeIdle(since time: ContinuousClock.Instant) -> [Idle] {
    state.withLock { state in
      let old = state.idle.filter { $0.since < time }
      state.idle.removeAll { $0.since < time }
      return old
    }
  }

  /// Waits until nothing is lent any more, at most until `limit` has passed.
  func drain(_ limit: Duration) async {
    let timer = Task.detached { [self] in
      try await Task.sleep(for: limit)
      state.withLock { $0.drained.take() }?.resume()
    }
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        if state.taken == 0 { return true }
        state.drained = continuation
        return false
      }
      if isEmpty { continuation.resume() }
    }
    timer.cancel()
  }
}
