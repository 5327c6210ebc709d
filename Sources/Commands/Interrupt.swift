import Glibc
import Synchronization

/// Ctrl-C: the first asks the running work to stop and roll back, the second leaves at once.
///
/// A search that has something to keep by then ends with it instead of rolling back.
enum Interrupt {
  private static let keeper = Mutex<(@Sendable () -> Bool)?>(nil)
  /// The writing end of a pipe: all that a signal handler may touch.
  private nonisolated(unsafe) static var bell: Int32 = -1

  /// Asks at the first Ctrl-C whether the work ends with what it has; if it does not, it rolls back as everything does.
  static func ask(_ keeps: @escaping @Sendable () -> Bool) {
    keeper.withLock { $0 = keeps }
  }

  /// Calls back on a thread of its own when the person interrupts.
  static func watch(_ body: @escaping @Sendable () -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    bell = ends[1]
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    let listener = Listener(descriptor: ends[0], body: body)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(listener).toOpaque()
    guard pthread_create(&thread, nil, listen, context) == 0 else { return }
    pthread_detach(thread)
    let ring: @convention(c) (Int32) -> Void = { _ in
      var byte: UInt8 = 1
      _ = write(Interrupt.bell, &byte, 1)
    }
    signal(SIGINT, ring)
    signal(SIGTERM, ring)
  }

  private final class Listener: Sendable {
    let descriptor: Int32
    let body: @Sendable () -> Void

    init(descriptor: Int32, body: @escaping @Sendable () -> Void) {
      self.descriptor = descriptor
      self.body = body
    }
  }

  private static let listen: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let context else { return nil }
    let listener = Unmanaged<Listener>.fromOpaque(context).takeRetainedValue()
    var byte: UInt8 = 0
    while read(listener.descriptor, &byte, 1) != 1 {}
    if keeper.withLock({ $0 })?() == true {
      Stream.errors.say("\nInterrupted; keeping the best so far. Once more to leave at once and keep nothing.")
    } else {
      Stream.errors.say("\nInterrupted; rolling back. Once more to leave at once.")
      listener.body()
    }
    while read(listener.descriptor, &byte, 1) != 1 {}
    _exit(Exit.interrupted.rawValue)
  }
}
