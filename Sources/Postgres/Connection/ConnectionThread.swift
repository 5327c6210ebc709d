internal import CLibPQ
internal import Glibc
internal import Synchronization

/// The one thread on which a connection's libpq calls block.
///
/// It is the connection actor's executor: jobs run in order, none at the same time. Swift's own threads never wait for
/// the server. A job that arrives after the stop still runs, on a thread that comes back for it, so a late caller
/// hears that the connection is closed instead of waiting for ever.
final class ConnectionThread: SerialExecutor, @unchecked Sendable {
  private let monitor = Monitor()
  private let kernelID = Atomic<Int>(0)
  private let name: String
  // Behind the monitor:
  private var jobs: [UnownedJob] = []
  private var joinable: pthread_t?
  private var isRunning = false
  private var isStopped = false

  init(name: String) {
    self.name = name
  }

  /// Whether the caller runs on this thread.
  var isCurrent: Bool { kernelID.load(ordering: .relaxed) == shim_thread_id() }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    monitor.inside {
      jobs.append(job)
      if isRunning { monitor.signal() } else { start() }
    }
  }

  /// Lets the thread end when it has nothing left to do, and waits for its end unless it is the caller's own.
  func stop(join: Bool) {
    let ending = monitor.inside {
      isStopped = true
      monitor.signal()
      defer { joinable = nil }
      return joinable
    }
    guard let ending else { return }
    if join, !isCurrent { pthread_join(ending, nil) } else { pthread_detach(ending) }
  }

  private func start() {
    isRunning = true
    let thread = SystemThread.start(name: name) { [self] in work() }
    if isStopped { pthread_detach(thread) } else { joinable = thread }
  }

  private func work() {
    kernelID.store(shim_thread_id(), ordering: .relaxed)
    while true {
      let batch = monitor.inside {
        while jobs.isEmpty, !isStopped { monitor.wait() }
        isRunning = !jobs.isEmpty
        defer { jobs = [] }
        return jobs
      }
      if batch.isEmpty { return }
      for job in batch { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }
}
