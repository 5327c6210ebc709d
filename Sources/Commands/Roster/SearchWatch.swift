import Scheduling
import Synchronization

/// Watches a search: tells how good the best roster is by now, and lets Ctrl-C end the search with it.
final class SearchWatch: Sendable {
  private struct State {
    var progress: Progress
    var hasRoster = false
    var isInterrupted = false
  }

  private let state: Mutex<State>

  init(_ progress: Progress) { state = Mutex(State(progress: progress)) }

  /// The same request under watch; from now on the first Ctrl-C keeps the best roster, if there is one by then.
  func watched(_ request: RosterRequest) -> RosterRequest {
    var request = request
    request.report = { self.hear($0) }
    request.isEnough = { self.state.withLock { $0.isInterrupted } }
    Interrupt.ask {
      self.state.withLock {
        $0.isInterrupted = $0.hasRoster
        return $0.hasRoster
      }
    }
    return request
  }

  func finish() { state.withLock { $0.progress.finish() } }

  /// Ends the command as interrupted if it was, after its change is told.
  ///
  /// - Throws: ``Failure`` with ``Exit/interrupted``, saying what was kept.
  func tell(_ roster: String, isKept: Bool) throws {
    guard state.withLock({ $0.isInterrupted }) else { return }
    throw Failure(
      exit: .interrupted, "Interrupted; the best roster so far \(isKept ? "is" : "would be") kept: \(roster)")
  }

  private func hear(_ step: RosterProgress) {
    state.withLock {
      $0.hasRoster = true
      $0.progress.tell("cost \(step.objective.written(decimals: 0)), \(gapInWords(step.gap))")
    }
  }
}

/// How far from the best a roster may be; a gap of 1 says no more than that a cost is never negative.
func gapInWords(_ gap: Double?) -> String {
  guard let gap, gap < 1 else { return "nothing proven about the best" }
  return "at most \((gap * 100).written(decimals: 1)) % of it could be saved"
}
