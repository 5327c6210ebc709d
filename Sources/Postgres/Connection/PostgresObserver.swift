/// Something a connection did, for those who measure; it carries names and numbers, never values.
public enum PostgresEvent: Sendable {
  case connected(Duration)
  /// A statement ended, well or with a state.
  case finished(query: String, rows: Int, duration: Duration, state: SQLState?)
  case prepared(query: String)
  /// A transaction is begun again after so many failures.
  case retried(failures: Int, state: SQLState)
  case copied(query: String, rows: Int)
  /// A pool lent a connection after so long a wait.
  case leased(waited: Duration)
}

/// Whoever wants to know; called on the connection's thread, so it should be quick.
public protocol PostgresObserver: Sendable {
  func note(_ event: PostgresEvent)
}
