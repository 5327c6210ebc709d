internal import Dispatch
internal import Synchronization

/// Reads a file's rows on a thread of their own, a stretch at a time, while others are on their way to the database.
///
/// At most two stretches wait, so a file of any size is read in little memory.
final class ReadAhead<Stretch: Sendable>: Sendable {
  private struct Place {
    var ready: [Result<Stretch?, any Error>] = []
    var isGivenUp = false
  }

  private static var most: Int { 2 }

  private let place = Mutex(Place())
  // All begin at nothing: a semaphore that ends below where it began is taken for one in use.
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Begins to read; `read` is called on that thread alone, until it answers `nil` or throws.
  init(_ read: @escaping () throws -> Stretch?) {
    let read = Reading(read: read)
    for _ in 1..<Self.most { free.signal() }
    DispatchQueue(label: "muster.read").async { [self] in
      while place.withLock({ !$0.isGivenUp }) {
        let next = Result { try read.read() }
        place.withLock { $0.ready.append(next) }
        filled.signal()
        guard case .success(.some) = next else { break }
        free.wait()
      }
      ended.signal()
    }
  }

  /// The next stretch; `nil` behind the last, and then it must not be asked again.
  func next() throws -> Stretch? {
    filled.wait()
    let next = place.withLock { $0.ready.removeFirst() }
    free.signal()
    return try next.get()
  }

  /// Ends the reading early and waits until nobody reads any more.
  func giveUp() {
    place.withLock { $0.isGivenUp = true }
    free.signal()
    ended.wait()
  }
}

/// What reads: handed to one thread and never touched by another.
private struct Reading<Stretch>: @unchecked Sendable {
  let read: () throws -> Stretch?
}
