internal import Glibc

/// A named place where a test may end the program as if the power had gone.
///
/// In a debug build `MUSTER_FAULT=import.staged` ends the process by SIGKILL when it gets there: nothing is flushed,
/// closed or rolled back. With `MUSTER_FAULT_VICTIM` it is the process of that number that ends, such as the server's.
/// In a release build there is nothing to reach. Each room lists its own, and a test goes through the list, so that a
/// new step without a test stands out.
public struct FaultPoint: Sendable, Hashable {
  public let name: String

  public init(_ name: StaticString) {
    self.name = "\(name)"
  }

  /// Ends the process here, or its victim, if this place is the one that is asked for.
  public func reach() {
    #if DEBUG
      guard let asked = getenv("MUSTER_FAULT"), String(cString: asked) == name else { return }
      kill(getenv("MUSTER_FAULT_VICTIM").flatMap { pid_t(String(cString: $0)) } ?? getpid(), SIGKILL)
    #endif
  }
}
