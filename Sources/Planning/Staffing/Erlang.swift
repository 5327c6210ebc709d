// Queues with n agents, Poisson arrivals and exponential handling: Erlang B (who finds all busy is lost) and Erlang C
// (everybody waits). Both rest on one recursion, 1/B(n) = 1 + (n/a)/B(n-1): all terms are positive, so nothing cancels,
// and where 1/B outgrows a Double it becomes +infinity, which is the right answer B = 0.

/// What a queue does with a given number of agents.
public struct Performance: Sendable, Hashable, Codable {
  /// The share of contacts that find everybody busy.
  public let waiting: Double
  /// The share answered in time, of all offered.
  public let answeredInTime: Double
  /// The share answered in time, leaving out those who gave up within the time themselves.
  public let answeredInTimeOfPatient: Double
  /// Mean wait of the answered, in seconds.
  public let answerSeconds: Double
  /// Mean wait of all, those who gave up included, in seconds.
  public let waitSeconds: Double
  /// The share that gives up.
  public let abandoned: Double
  /// The share of their time that agents handle contacts.
  public let occupancy: Double
  /// Contacts waiting, on average.
  public let queue: Double

  /// Nobody comes: nobody waits.
  static let idle = Performance(
    waiting: 0, answeredInTime: 1, answeredInTimeOfPatient: 1, answerSeconds: 0, waitSeconds: 0, abandoned: 0,
    occupancy: 0, queue: 0)
}

/// Contacts in the interval times their handle time, as agents kept busy: the offered load.
public func offeredLoad(volume: Double, handleSeconds: Double, intervalMinutes: Double) -> Double {
  volume * handleSeconds / (intervalMinutes * 60)
}

/// Lines without a queue: a contact that finds all `agents` busy is lost.
public struct ErlangB: Sendable {
  public let load: Double

  public init(load: Double) {
    self.load = load
  }

  /// The share lost with `agents`.
  public func blocked(agents: Int) -> Double {
    1 / inverseBlocking(agents: agents, load: load)
  }

  /// What happens with `agents`: those blocked are lost, nobody waits.
  public func performance(agents: Int) -> Performance {
    let blocked = blocked(agents: agents)
    return Performance(
      waiting: 0, answeredInTime: 1 - blocked, answeredInTimeOfPatient: 1, answerSeconds: 0, waitSeconds: 0,
      abandoned: blocked, occupancy: load * (1 - blocked) / Double(max(1, agents)), queue: 0)
  }

  /// The least number of agents that loses at most `share`.
  public func agents(losingAtMost share: Double) -> Int {
    var inverse = 1.0
    var agents = 0
    while 1 / inverse > share {
      agents += 1
      inverse = 1 + inverse * Double(agents) / load
    }
    return agents
  }
}

/// A queue in which everybody waits until answered.
public struct ErlangC: Sendable {
  public let load: Double
  public let handleSeconds: Double

  public init(load: Double, handleSeconds: Double) {
    self.load = load
    self.handleSeconds = handleSeconds
  }

  /// What happens with `agents`; nil while the queue would grow without end.
  public func performance(agents: Int, within seconds: Double) -> Performance? {
    guard load > 0 else { return .idle }
    return performance(agents: agents, within: seconds, inverseBlocking: inverseBlocking(agents: agents, load: load))
  }

  func performance(agents: Int, within seconds: Double, inverseBlocking: Double) -> Performance? {
    let spare = Double(agents) - load
    guard spare > 0 else { return nil }
    let occupancy = load / Double(agents)
    let waiting = 1 / (1 + (1 - occupancy) * (inverseBlocking - 1))
    let wait = waiting * handleSeconds / spare
    let inTime = 1 - waiting * exp(-spare * seconds / handleSeconds)
    return Performance(
      waiting: waiting, answeredInTime: inTime, answeredInTimeOfPatient: inTime, answerSeconds: wait, waitSeconds: wait,
      abandoned: 0, occupancy: occupancy, queue: wait * load / handleSeconds)
  }

  /// The least number of agents that keeps `goal`.
  public func agents(for goal: ServiceGoal) -> Int {
    guard load > 0 else { return 0 }
    let start = Int(load) + 1
    var inverse = 1.0
    var agents = 0
    while true {
      agents += 1
      inverse = 1 + inverse * Double(agents) / load
      guard agents >= start else { continue }
      let performance = performance(agents: agents, within: goal.seconds, inverseBlocking: inverse)
      if let performance, goal.isKept(by: performance) { return agents }
    }
  }
}

/// 1/B by the recursion; +infinity when nothing is blocked to the last digit.
func inverseBlocking(agents: Int, load: Double) -> Double {
  var inverse = 1.0
  for agent in stride(from: 1, through: agents, by: 1) { inverse = 1 + inverse * Double(agent) / load }
  return inverse
}
