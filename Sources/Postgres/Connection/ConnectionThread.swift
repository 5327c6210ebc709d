internal import CLibPQ
internal import Glibc
internal import Synchronization

/// The one thread on which a connection's libpq calls block.
///
/// It is the connection actor's executor: jobs run in order, none at the same time. Swift's own threads never wait for
/// the server. A job that arrives after the stop still runs, on a thread that comes back for it, so a late caller
/// hears that the connection is closed instead of waiting for ever.
@safe final class ConnectionThread: SerialExecutor, @unchecked Sendable {
  private static let stackSize = 1 << 20

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wakeUp = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let kernelID = Atomic<Int>(0)
  private let name: String
  // Behind the mutex:
  private var jobs: [UnownedJob] = []
  private var thread = pthread_t()
  private var isRunning = false
  private var isJoinable = false
  private var isStopped = false

  init(name: String) {
    self.name = name
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(wakeUp, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe pthread_cond_destroy(wakeUp)
    unsafe mutex.deallocate()
    unsafe wakeUp.deallocate()
  }

  /// Whether the caller runs on this thread.
  var isCurrent: Bool { kernelID.load(ordering: .relaxed) == shim_thread_id() }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    unsafe pthread_mutex_lock(mutex)
    jobs.append(job)
    if isRunning { unsafe pthread_cond_signal(wakeUp) } else { start() }
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Lets the thread end when it has nothing left to do, and waits for its end unless it is the caller's own.
  func stop(join: Bool) {
    unsafe pthread_mutex_lock(mutex)
    isStopped = true
    unsafe pthread_cond_signal(wakeUp)
    let (ending, mustSettle) = (thread, isJoinable)
    isJoinable = false
    unsafe pthread_mutex_unlock(mutex)
    guard mustSettle else { return }
    if join, !isCurrent { pthread_join(ending, nil) } else { pthread_detach(ending) }
  }

  /// Starts the thread; the mutex is held.
  private func start() {
    isRunning = true
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, Self.stackSize)
    let retained = unsafe Unmanaged.passRetained(self).toOpaque()
    let failure = unsafe pthread_create(
      &thread, &attributes,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<ConnectionThread>.fromOpaque(context).takeRetainedValue().loop()
        }
        return nil
      }, retained)
    precondition(failure == 0, "the system has no thread left for a connection")
    unsafe pthread_attr_destroy(&attributes)
    if isStopped { pthread_detach(thread) } else { isJoinable = true }
  }

  private func loop() {
    kernelID.store(shim_thread_id(), ordering: .relaxed)
    unsafe shim_name_thread(name)
    var batch: [UnownedJob] = []
    while true {
      unsafe pthread_mutex_lock(mutex)
      while jobs.isEmpty, !isStopped { unsafe pthread_cond_wait(wakeUp, mutex) }
      if jobs.isEmpty {
        isRunning = false
        unsafe pthread_mutex_unlock(mutex)
        return
      }
      swap(&batch, &jobs)
      unsafe pthread_mutex_unlock(mutex)
      for job in batch { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
      batch.removeAll(keepingCapacity: true)
    }
  }
}
