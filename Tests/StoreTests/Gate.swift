import Glibc

/// Lets a closure on a connection's own thread wait for a task: that thread is nobody else's.
final class Gate: Sendable {
  private nonisolated(unsafe) let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func open() {
    sem_post(semaphore)
  }

  func wait() {
    while sem_wait(semaphore) != 0 {}
  }
}
