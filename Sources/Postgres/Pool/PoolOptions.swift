/// How many connections a pool keeps, for how long, and how patient it is.
public struct PoolOptions: Sendable {
  /// Connections at most; each has a thread of its own.
  public var maximum = 8
  /// How long a lease may wait for its turn.
  public var waitLimit: Duration = .seconds(30)
  /// How long a connection lives; up to a tenth less, so that not all end at once.
  public var lifetime: Duration = .seconds(1800)
  /// How long a connection may lie idle before it is closed.
  public var idleLimit: Duration = .seconds(600)
  /// After how long an idle connection is asked whether it still lives.
  public var checkAfter: Duration = .seconds(30)
  /// How long to try again when the server cannot be reached; a wrong password or name is never tried again.
  public var persistence: Duration = .zero
  /// Runs once on each new connection.
  public var onConnect: (@Sendable (Session) throws -> Void)?

  public init(maximum: Int = 8) {
    self.maximum = maximum
  }
}

/// What a pool is doing, for doctor and logs.
public struct PoolMetrics: Hashable, Sendable {
  /// Leases waiting for their turn.
  public var waiting = 0
  public var inUse = 0
  public var idle = 0
  /// Connections opened since the start.
  public var opened = 0
  /// Leases that gave up waiting.
  public var timeouts = 0
}
