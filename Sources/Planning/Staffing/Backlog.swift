/// What becomes of deferred work under a given capacity: what waits, how old the oldest is, what is late.
public struct Backlog: Sendable, Hashable, Codable {
  /// Work waiting at the end of each interval.
  public let waiting: [Double]
  /// The age in intervals of the oldest work waiting at the end of each interval; 0 when nothing waits.
  public let oldest: [Int]
  /// Work done after its deadline, or never.
  public let late: Double
}

extension DeferredWork {
  /// Serves the work earliest deadline first.
  ///
  /// - Parameter capacity: Agents at work by interval; closed intervals do nothing whatever stands there.
  public func served(by capacity: [Double]) -> Backlog {
    var queue = backlog > 0 ? [Waiting(due: backlogDue, since: 0, work: backlog)] : []
    var (waiting, oldest, late): ([Double], [Int], Double) = ([], [], 0)
    for interval in open.indices {
      var left = open[interval] ? capacity[interval] : 0
      while left > 1e-12, var first = queue.first {
        let done = min(left, first.work)
        left -= done
        first.work -= done
        if interval > first.due { late += done }
        if first.work <= 1e-12 { queue.removeFirst() } else { queue[0] = first }
      }
      if arriving[interval] > 0 {
        let place = queue.firstIndex { $0.due > due[interval] } ?? queue.endIndex
        queue.insert(Waiting(due: due[interval], since: interval, work: arriving[interval]), at: place)
      }
      waiting.append(queue.reduce(0) { $0 + $1.work })
      oldest.append(queue.map(\.since).min().map { interval - $0 } ?? 0)
    }
    // The last interval's own arrivals cannot be done within the plan and are not held against it.
    late += queue.filter { $0.due < open.count && $0.since < open.count - 1 }.reduce(0) { $0 + $1.work }
    return Backlog(waiting: waiting, oldest: oldest, late: late)
  }

  private struct Waiting {
    let due: Int
    let since: Int
    var work: Double
  }
}
