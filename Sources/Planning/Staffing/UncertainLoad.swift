// A forecast is a range, and service suffers more from a busy day than it gains from a quiet one. Staffing for the mean
// therefore misses the goal on average. Here the share of contacts answered in time is averaged over the range: the
// rate is log-normal, taken at the five points of Gauss-Hermite quadrature.

/// A load that is known only as a range.
public struct UncertainLoad: Sendable {
  public let load: Double
  /// The spread of the logarithm of the load.
  public let spread: Double
  public let handleSeconds: Double
  /// Mean time customers wait before they give up; nil when they never do, which no chat is.
  public let patienceSeconds: Double?
  /// Multiples of the handle time with 1, 2, … contacts at once.
  public let atOnce: [Double]

  public init(
    load: Double, spread: Double, handleSeconds: Double, patienceSeconds: Double?, atOnce: [Double] = [1]
  ) {
    self.load = load
    self.spread = spread
    self.handleSeconds = handleSeconds
    self.patienceSeconds = patienceSeconds
    self.atOnce = atOnce
  }

  /// Nodes and weights for a standard normal variable.
  private static let nodes: [(z: Double, weight: Double)] = [
    (-2.856970013872806, 0.011257411327720691), (-1.355626179974266, 0.2220759220056126), (0, 0.5333333333333333),
    (1.355626179974266, 0.2220759220056126), (2.856970013872806, 0.011257411327720691),
  ]

  /// The share of contacts answered in time, over all loads of the range; busy times bring more contacts and count more.
  public func level(agents: Int, goal: ServiceGoal) -> Double {
    var (kept, offered) = (0.0, 0.0)
    for node in Self.nodes {
      let load = self.load * exp(spread * node.z - spread * spread / 2)
      offered += node.weight * load
      kept += node.weight * load * (performance(load, agents, goal).map(goal.level) ?? 0)
    }
    return offered > 0 ? kept / offered : 1
  }

  /// The least number of agents whose service level over the range reaches the goal, and no fewer than the mean takes.
  public func agents(for goal: ServiceGoal) -> Int {
    let least = certainAgents(for: goal)
    guard let share = goal.share, least > 0, spread > 0 else { return least }
    guard level(agents: least, goal: goal) < share else { return least }
    return least
      + leastAgents(from: 1, step: 1) { more in
        // Beyond three spreads nothing is gained; a goal that still fails there is the quadrature's border.
        level(agents: least + more, goal: goal) >= share || Double(least + more) > load * exp(4 * spread) + 100
      }
  }

  /// What happens if the load is met to the contact.
  public func performance(agents: Int, goal: ServiceGoal) -> Performance? { performance(load, agents, goal) }

  private func chats(_ load: Double, _ patienceSeconds: Double) -> ChatQueue? {
    guard atOnce.count > 1 else { return nil }
    return ChatQueue(load: load, handleSeconds: atOnce.map { $0 * handleSeconds }, patienceSeconds: patienceSeconds)
  }

  private func certainAgents(for goal: ServiceGoal) -> Int {
    guard let patienceSeconds else {
      return ErlangC(load: load, handleSeconds: handleSeconds).agents(for: goal)
    }
    return chats(load, patienceSeconds)?.agents(for: goal)
      ?? ErlangA(load: load, handleSeconds: handleSeconds, patienceSeconds: patienceSeconds).agents(for: goal)
  }

  private func performance(_ load: Double, _ agents: Int, _ goal: ServiceGoal) -> Performance? {
    guard let patienceSeconds else {
      return ErlangC(load: load, handleSeconds: handleSeconds).performance(agents: agents, within: goal.seconds)
    }
    if let chats = chats(load, patienceSeconds) { return chats.performance(agents: agents, within: goal.seconds) }
    return ErlangA(load: load, handleSeconds: handleSeconds, patienceSeconds: patienceSeconds)
      .performance(agents: agents, within: goal.seconds)
  }
}
