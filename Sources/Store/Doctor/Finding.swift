/// One thing the doctor looked at, and what to do about it.
public struct Finding: Sendable, Codable, Identifiable {
  public enum Verdict: String, Sendable, Codable, Comparable {
    case fine, warning, failed

    public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .fine ? 0 : self == .warning ? 1 : 2 }
  }

  /// What was looked at, such as `server version`.
  public let id: String
  public let verdict: Verdict
  /// What was found, in a sentence.
  public let says: String
  /// What to do, when there is something to do.
  public let fix: String?
  /// The sort of no a failure is; it decides the exit code.
  public let kind: RefusalKind?

  static func fine(_ id: String, _ says: String) -> Finding {
    Finding(id: id, verdict: .fine, says: says, fix: nil, kind: nil)
  }

  static func warning(_ id: String, _ says: String, fix: String) -> Finding {
    Finding(id: id, verdict: .warning, says: says, fix: fix, kind: nil)
  }

  static func failed(_ id: String, _ says: String, fix: String, _ kind: RefusalKind = .configuration) -> Finding {
    Finding(id: id, verdict: .failed, says: says, fix: fix, kind: kind)
  }
}
