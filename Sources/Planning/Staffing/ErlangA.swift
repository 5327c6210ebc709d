/// A queue whose customers give up after a while: Erlang A.
public struct ErlangA: Sendable {
  public let load: Double
  public let handleSeconds: Double
  /// Mean time a customer is willing to wait.
  public let patienceSeconds: Double

  public init(load: Double, handleSeconds: Double, patienceSeconds: Double) {
    self.load = load
    self.handleSeconds = handleSeconds
    self.patienceSeconds = patienceSeconds
  }

  /// What happens with `agents`, one or more.
  public func performance(agents: Int, within seconds: Double) -> Performance {
    guard load > 0 else { return .idle }
    guard agents > 0 else { return nobodyThere }
    let room = room(agents: agents, inverseBlocking: inverseBlocking(agents: agents, load: load))
    return room.performance(within: seconds, occupancy: occupancy(agents, room))
  }

  /// Without a single agent everybody waits and gives up in the end.
  private var nobodyThere: Performance {
    Performance(
      waiting: 1, answeredInTime: 0, answeredInTimeOfPatient: 0, answerSeconds: .infinity,
      waitSeconds: patienceSeconds, abandoned: 1, occupancy: 1, queue: load / handleSeconds * patienceSeconds)
  }

  /// The least number of agents that keeps `goal`.
  ///
  /// The number may lie below the load: those who give up need nobody. Service rises with every agent, so doubling
  /// steps find a bracket and bisection the number; the recursion is run once.
  public func agents(for goal: ServiceGoal) -> Int {
    guard load > 0 else { return 0 }
    var table = InverseBlocking(load: load)
    return leastAgents(from: max(1, Int(load * 0.5)), step: max(1, Int(load.squareRoot() / 4))) { agents in
      isKept(goal, agents: agents, inverseBlocking: table[agents])
    }
  }

  private func room(agents: Int, inverseBlocking: Double) -> WaitingRoom {
    WaitingRoom(
      arrivals: load / handleSeconds, service: Double(agents) / handleSeconds, giveUp: 1 / patienceSeconds,
      inverseBlocking: inverseBlocking)
  }

  private func occupancy(_ agents: Int, _ room: WaitingRoom) -> Double {
    load * (1 - room.abandoned) / Double(agents)
  }

  /// Checks the cheap limits first; the integrals come last.
  private func isKept(_ goal: ServiceGoal, agents: Int, inverseBlocking: Double) -> Bool {
    let room = room(agents: agents, inverseBlocking: inverseBlocking)
    let occupancy = occupancy(agents, room)
    if let limit = goal.abandonedAtMost, room.abandoned > limit { return false }
    if let limit = goal.occupancyAtMost, !limit.allows(occupancy) { return false }
    guard let share = goal.share else { return true }
    guard goal.counting == .offered else {
      return goal.isKept(by: room.performance(within: goal.seconds, occupancy: occupancy))
    }
    return room.answered(within: goal.seconds) >= share
  }
}

/// The least number for which a rising condition holds: doubling steps from `start`, then bisection.
func leastAgents(from start: Int, step: Int, _ isEnough: (Int) -> Bool) -> Int {
  var (low, high, step) = (0, start, step)
  while !isEnough(high) {
    low = high
    high += step
    step *= 2
  }
  while high - low > 1 {
    let middle = (low + high) / 2
    if isEnough(middle) { high = middle } else { low = middle }
  }
  return high
}

/// 1/B for every number of agents up to the largest asked for.
struct InverseBlocking {
  let load: Double
  private var values = [1.0]

  init(load: Double) {
    self.load = load
  }

  subscript(agents: Int) -> Double {
    mutating get {
      while values.count <= agents { values.append(1 + values[values.count - 1] * Double(values.count) / load) }
      return values[agents]
    }
  }
}
