/// When a part counts as done: cmi5's words, which are ours too.
public enum MoveOn: String, Codable, Sendable, CaseIterable {
  case passed = "Passed"
  case completed = "Completed"
  case completedAndPassed = "CompletedAndPassed"
  case completedOrPassed = "CompletedOrPassed"
  case notApplicable = "NotApplicable"

  /// Whether what happened satisfies it.
  ///
  /// Failing a test completes it and satisfies nothing that asks for a pass. A waiver satisfies everything.
  public func isSatisfied(completed: Bool, passed: Bool, waived: Bool = false) -> Bool {
    if waived { return true }
    return switch self {
    case .passed: passed
    case .completed: completed
    case .completedAndPassed: completed && passed
    case .completedOrPassed: completed || passed
    case .notApplicable: true
    }
  }
}
