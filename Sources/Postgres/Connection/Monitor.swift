internal import CLibPQ
internal import Glibc

/// A mutex and a condition in one: enter, look, wait, leave.
@safe final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe pthread_cond_destroy(condition)
    unsafe mutex.deallocate()
    unsafe condition.deallocate()
  }

  func inside<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Lets others in until somebody signals; only inside.
  func wait() {
    unsafe pthread_cond_wait(condition, mutex)
  }

  /// Lets others in until somebody signals or the time is over; only inside.
  func wait(milliseconds: Int) {
    var end = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &end)
    let nanoseconds = end.tv_nsec + milliseconds % 1000 * 1_000_000
    end.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_cond_timedwait(condition, mutex, &end)
  }

  func signal() {
    unsafe pthread_cond_broadcast(condition)
  }
}

/// A thread of the system, outside Swift's own.
enum SystemThread {
  private static var stackSize: Int { 1 << 20 }

  private final class Work: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Starts a thread; somebody must join or detach it.
  static func start(name: String, _ body: @escaping @Sendable () -> Void) -> pthread_t {
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, stackSize)
    let work = unsafe Unmanaged.passRetained(Work(name: name, body: body)).toOpaque()
    let failure = unsafe pthread_create(
      &thread, &attributes,
      { context in
        if let context = unsafe context {
          let work = unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
          unsafe shim_name_thread(work.name)
          work.body()
        }
        return nil
      }, work)
    precondition(failure == 0, "the system has no thread left for a connection")
    unsafe pthread_attr_destroy(&attributes)
    return thread
  }
}
