internal import CLibPQ
internal import Glibc
internal import Synchronization

/// Reaches into a statement that is running, from any thread.
///
/// A cancel travels on a connection of its own, so it may arrive before the statement it is meant for, or after. Hence
/// the order: refuse further statements, ask the server again and again until the lease ends, and let the connection
/// serve somebody else only when no request is on its way. A server that does not answer within the grace loses the
/// connection.
final class Canceller: Sendable {
  enum Reason: Sendable {
    case task
    case deadline
  }

  private struct State {
    var lease = 0
    var isRunning = false
    var reason: Reason?
    /// Whether a thread is asking the server right now.
    var isAsking = false
    var gaveUp = false
  }

  private final class Box: @unchecked Sendable {
    var state = State()
  }

  private let monitor = Monitor()
  private let box = Box()
  private let token: CancelToken
  private let isRefusing = Atomic<Bool>(false)
  private let grace: Duration

  init(token: CancelToken, grace: Duration) {
    self.token = token
    self.grace = grace
  }

  /// Whether statements are refused because the lease was cancelled.
  var isCancelled: Bool { isRefusing.load(ordering: .relaxed) }

  /// Opens a lease; its number keeps late cancels from hitting the next one.
  func begin() -> Int {
    monitor.inside {
      let lease = box.state.lease + 1
      box.state = State(lease: lease, isRunning: true)
      isRefusing.store(false, ordering: .relaxed)
      return lease
    }
  }

  /// Makes sure that no request is on its way, so that ROLLBACK and whoever comes next are safe.
  func settle() {
    monitor.inside {
      box.state.isRunning = false
      monitor.signal()
      while box.state.isAsking, !box.state.gaveUp { monitor.wait() }
    }
  }

  /// Ends the lease and says why it was cancelled, if it was.
  func end() -> Reason? {
    settle()
    return monitor.inside {
      isRefusing.store(false, ordering: .relaxed)
      defer { box.state.reason = nil }
      return box.state.reason
    }
  }

  func cancel(_ reason: Reason, lease: Int) {
    let isFirst = monitor.inside {
      guard box.state.lease == lease, box.state.isRunning, box.state.reason == nil else { return false }
      box.state.reason = reason
      box.state.isAsking = true
      isRefusing.store(true, ordering: .relaxed)
      return true
    }
    guard isFirst else { return }
    pthread_detach(SystemThread.start(name: "pg-cancel") { [self] in ask(lease) })
    Task.detached { [self] in
      try? await Task.sleep(for: grace)
      giveUp(lease)
    }
  }

  /// Cancels the lease when `deadline` passes; the task is to be cancelled when it does not matter any more.
  func cancel(at deadline: ContinuousClock.Instant, lease: Int) -> Task<Void, any Error> {
    Task.detached { [self] in
      try await Task.sleep(until: deadline, clock: .continuous)
      cancel(.deadline, lease: lease)
    }
  }

  /// Asks once and waits for the request to be delivered; for the connection's own thread.
  func sendOnce() {
    token.send()
  }

  private func ask(_ lease: Int) {
    var wait = 10
    var goesOn = true
    while goesOn {
      token.send()
      goesOn = monitor.inside {
        if box.state.lease == lease, box.state.isRunning { monitor.wait(milliseconds: wait) }
        wait = min(wait * 2, 500)
        if box.state.lease == lease, box.state.isRunning, !box.state.gaveUp { return true }
        if box.state.lease == lease { box.state.isAsking = false }
        monitor.signal()
        return false
      }
    }
  }

  private func giveUp(_ lease: Int) {
    monitor.inside {
      guard box.state.lease == lease, box.state.isRunning || box.state.isAsking else { return }
      box.state.gaveUp = true
      token.cut()
      monitor.signal()
    }
  }
}

/// What libpq needs to cancel from another thread, and a second hold on the socket for the case that it cannot.
@safe final class CancelToken: @unchecked Sendable {
  private let request: OpaquePointer?
  private let socket: CInt

  init(of handle: borrowing Handle) {
    unsafe request = PQgetCancel(handle.pointer)
    // A duplicate: libpq may close its own descriptor at any moment, and the number could then be somebody else's.
    socket = unsafe fcntl(PQsocket(handle.pointer), F_DUPFD_CLOEXEC, 0)
  }

  deinit {
    unsafe PQfreeCancel(request)
    if socket >= 0 { close(socket) }
  }

  func send() {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { words in
      _ = unsafe PQcancel(request, words.baseAddress, 256)
    }
  }

  func cut() {
    shutdown(socket, CInt(SHUT_RDWR))
  }
}
