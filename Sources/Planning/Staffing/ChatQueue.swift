// Chat agents hold several conversations at once, and each conversation takes longer the more there are. An agent with
// k chats finishes k / AHT(k) of them a second, so a second chat does not double the output, and dividing the agents by
// the concurrency promises too much. Chats are spread evenly; the number of chats is a birth-death chain.

/// A queue of chats, of which each agent holds up to a limit at once.
public struct ChatQueue: Sendable {
  /// Chats a second.
  public let arrivals: Double
  /// Handle time in seconds with 1, 2, … chats at once; the count is the limit.
  public let handleSeconds: [Double]
  public let patienceSeconds: Double

  /// - Throws: ``PlanningError/handleTimeNotPositive(_:)``, ``PlanningError/patienceNotPositive(_:)``, or
  ///   ``PlanningError/curveInvalid(_:)`` where one more chat would slow an agent down.
  public init(
    volume: Double, intervalMinutes: Double, handleSeconds: [Double], patienceSeconds: Double
  ) throws(PlanningError) {
    for seconds in handleSeconds where !(seconds > 0) { throw .handleTimeNotPositive(seconds) }
    guard patienceSeconds > 0 else { throw .patienceNotPositive(patienceSeconds) }
    guard handleSeconds.isFasterWithMoreAtOnce else { throw .curveInvalid(slowerWithMoreAtOnce) }
    arrivals = volume / (intervalMinutes * 60)
    self.handleSeconds = handleSeconds
    self.patienceSeconds = patienceSeconds
  }

  /// Chats whose handle time is known to be sound: so many that one at a time would keep `load` agents busy.
  init(load: Double, handleSeconds: [Double], patienceSeconds: Double) {
    arrivals = load / (handleSeconds.first ?? 1)
    self.handleSeconds = handleSeconds
    self.patienceSeconds = patienceSeconds
  }

  /// Chats an agent may hold at once.
  public var limit: Int { handleSeconds.count }

  /// What happens with `agents`; the occupancy is the share of all chat places that are taken.
  public func performance(agents: Int, within seconds: Double) -> Performance {
    guard arrivals > 0 else { return .idle }
    let places = agents * limit
    var (inverse, taken) = (1.0, 0.0)
    for chats in stride(from: 1, through: places, by: 1) {
      let ratio = output(chats: chats, agents: agents) / arrivals
      // Weights of the states below, relative to the state now on top, and their chats.
      (inverse, taken) = (1 + inverse * ratio, (taken + Double(chats - 1)) * ratio)
      if !inverse.isFinite { break }
    }
    let room = WaitingRoom(
      arrivals: arrivals, service: output(chats: places, agents: agents), giveUp: 1 / patienceSeconds,
      inverseBlocking: inverse)
    guard inverse.isFinite else { return room.performance(within: seconds, occupancy: quietOccupancy(agents)) }
    let below = inverse - 1
    let busy = below > 0 ? (1 - room.waiting) * taken / below + room.waiting * Double(places) : Double(places)
    return room.performance(within: seconds, occupancy: busy / Double(places))
  }

  /// The least number of agents that keeps `goal`.
  public func agents(for goal: ServiceGoal) -> Int {
    guard arrivals > 0 else { return 0 }
    let least = arrivals / output(chats: limit, agents: 1)
    return leastAgents(from: max(1, Int(least * 0.5)), step: max(1, Int(least.squareRoot() / 4))) { agents in
      goal.isKept(by: performance(agents: agents, within: goal.seconds))
    }
  }

  /// Chats finished a second when `chats` are spread evenly over `agents`, some holding one more than others.
  private func output(chats: Int, agents: Int) -> Double {
    let (each, more) = chats.quotientAndRemainder(dividingBy: agents)
    return Double(agents - more) * output(holding: each) + Double(more) * output(holding: each + 1)
  }

  private func output(holding chats: Int) -> Double {
    chats == 0 ? 0 : Double(chats) / handleSeconds[min(chats, limit) - 1]
  }

  /// Where nobody ever waits: chats in progress by Little's law with one chat an agent.
  private func quietOccupancy(_ agents: Int) -> Double {
    arrivals * handleSeconds[0] / Double(agents * limit)
  }
}
