/// What a transaction may see and do.
public struct TransactionMode: Hashable, Sendable {
  public enum Isolation: String, Sendable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"
  }

  public var isolation: Isolation
  public var isReadOnly: Bool
  /// Waits for a moment without conflicts; only with serializable and read only.
  public var isDeferrable: Bool

  public init(isolation: Isolation = .readCommitted, isReadOnly: Bool = false, isDeferrable: Bool = false) {
    self.isolation = isolation
    self.isReadOnly = isReadOnly
    self.isDeferrable = isDeferrable
  }

  public static let readWrite = TransactionMode()
  /// Every statement sees the same moment.
  public static let readOnly = TransactionMode(isolation: .repeatableRead, isReadOnly: true)
  public static let serializable = TransactionMode(isolation: .serializable)

  var begin: String {
    "BEGIN ISOLATION LEVEL \(isolation.rawValue) READ \(isReadOnly ? "ONLY" : "WRITE")"
      + (isDeferrable ? " DEFERRABLE" : "")
  }
}

/// How often a transaction is begun again after a serialization failure or a deadlock, and after which wait.
public struct RetryPolicy: Hashable, Sendable {
  /// All tries, the first included.
  public var tries: Int
  /// The longest wait before the second try; it doubles with every further one.
  public var wait: Duration

  public init(tries: Int = 5, wait: Duration = .milliseconds(10)) {
    self.tries = tries
    self.wait = wait
  }

  public static let `default` = RetryPolicy()
  public static let never = RetryPolicy(tries: 1)

  /// A random wait up to the limit of this try, so that two that met do not meet again.
  func pause(after failures: Int) -> Duration {
    wait * (1 << min(failures - 1, 10)) * Double.random(in: 0...1)
  }
}
