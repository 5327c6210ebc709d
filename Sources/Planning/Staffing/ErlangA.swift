// Erlang A: contacts wait, but each gives up after an exponential patience. Weights are taken relative to the state
// "all busy, nobody waiting": below it they sum to 1/B - 1, from it on to S. In deep overload the sums outgrow a Double,
// so a scale is kept apart. The density of the offered wait is integrated by 16-point Gauss-Legendre panels whose width
// follows the density's own.

/// A queue whose customers give up after a while.
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
    guard agents > 0 else { return .nobodyThere(patienceSeconds: patienceSeconds, arrivals: arrivals) }
    let inverse = inverseBlocking(agents: agents, load: load)
    let state = steadyState(agents: agents, inverseBlocking: inverse)
    guard state.waiting > 0 else { return quiet(agents) }
    let inTime = inTime(state, within: seconds)
    return performance(agents: agents, within: seconds, state: state, inTime: inTime)
  }

  /// The least number of agents that keeps `goal`.
  ///
  /// The number may lie below the load: those who give up need nobody. Service rises with every agent, so doubling
  /// steps find a bracket and bisection the number; the recursion is run once.
  public func agents(for goal: ServiceGoal) -> Int {
    guard load > 0 else { return 0 }
    var table = InverseBlocking(load: load)
    func suffices(_ agents: Int) -> Bool {
      isKept(goal, agents: agents, inverseBlocking: table[agents])
    }
    var (low, high, step) = (0, max(1, Int(load * 0.5)), max(1, Int(load.squareRoot() / 4)))
    while !suffices(high) {
      low = high
      high += step
      step *= 2
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if suffices(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private func isKept(_ goal: ServiceGoal, agents: Int, inverseBlocking: Double) -> Bool {
    let state = steadyState(agents: agents, inverseBlocking: inverseBlocking)
    guard state.waiting > 0 else { return goal.isKept(by: quiet(agents)) }
    if let limit = goal.abandonedAtMost, state.abandoned > limit { return false }
    if let limit = goal.occupancyAtMost, !limit.allows(state.occupancy(agents: agents, load: load)) { return false }
    guard let share = goal.share else { return true }
    switch goal.counting {
    case .offered:
      return inTime(state, within: goal.seconds) >= share
    case .patient, .answered:
      let inTime = inTime(state, within: goal.seconds)
      let performance = performance(agents: agents, within: goal.seconds, state: state, inTime: inTime)
      return goal.isKept(by: performance)
    }
  }
}

// MARK: - The steady state

extension ErlangA {
  private var arrivals: Double { load / handleSeconds }

  private struct SteadyState {
    var waiting: Double
    var queue: Double
    var abandoned: Double
    var logNorm: Double
    /// All agents together finish this many contacts a second.
    var service: Double

    func occupancy(agents: Int, load: Double) -> Double { load * (1 - abandoned) / Double(agents) }
  }

  private func steadyState(agents: Int, inverseBlocking: Double) -> SteadyState {
    let giveUp = 1 / patienceSeconds
    let service = Double(agents) / handleSeconds
    var (sum, weighted, term, waiting, logScale) = (1.0, 0.0, 1.0, 0.0, 0.0)
    while true {
      waiting += 1
      let leaving = service + waiting * giveUp
      term *= arrivals / leaving
      sum += term
      weighted += waiting * term
      if arrivals < leaving, waiting * term < 1e-17 * (sum + weighted) { break }
      if sum > 1e200 {
        sum *= 1e-200
        weighted *= 1e-200
        term *= 1e-200
        logScale += 200 * 2.302585092994046
      }
    }
    let norm = (inverseBlocking - 1) * exp(-logScale) + sum
    guard norm.isFinite else {
      return SteadyState(waiting: 0, queue: 0, abandoned: 0, logNorm: .infinity, service: service)
    }
    let queue = weighted / norm
    return SteadyState(
      waiting: sum / norm, queue: queue, abandoned: giveUp * queue / arrivals, logNorm: log(norm) + logScale,
      service: service)
  }

  private func quiet(_ agents: Int) -> Performance {
    Performance(
      waiting: 0, answeredInTime: 1, answeredInTimeOfPatient: 1, answerSeconds: 0, waitSeconds: 0, abandoned: 0,
      occupancy: load / Double(agents), queue: 0)
  }

  private func performance(
    agents: Int, within seconds: Double, state: SteadyState, inTime: Double
  ) -> Performance {
    let giveUp = 1 / patienceSeconds
    let answeredAfterWait = integrate(state, to: seconds) { exp(-giveUp * $0) }
    let offeredWait = integrate(state, to: seconds) { _ in 1 }
    let gaveUpInTime =
      1 - exp(-giveUp * seconds) * (state.waiting - offeredWait) - (1 - state.waiting) - answeredAfterWait
    let waited = integrate(state, to: 1e9) { $0 * exp(-giveUp * $0) }
    return Performance(
      waiting: state.waiting, answeredInTime: inTime, answeredInTimeOfPatient: inTime / (1 - gaveUpInTime),
      answerSeconds: waited / (1 - state.abandoned), waitSeconds: state.queue / arrivals, abandoned: state.abandoned,
      occupancy: state.occupancy(agents: agents, load: load), queue: state.queue)
  }

  private func inTime(_ state: SteadyState, within seconds: Double) -> Double {
    let giveUp = 1 / patienceSeconds
    return min(1, 1 - state.waiting + integrate(state, to: seconds) { exp(-giveUp * $0) })
  }
}

extension Performance {
  /// Without a single agent everybody waits and gives up in the end.
  fileprivate static func nobodyThere(patienceSeconds: Double, arrivals: Double) -> Performance {
    Performance(
      waiting: 1, answeredInTime: 0, answeredInTimeOfPatient: 0, answerSeconds: .infinity,
      waitSeconds: patienceSeconds, abandoned: 1, occupancy: 1, queue: arrivals * patienceSeconds)
  }
}

// MARK: - The integral over the offered wait

extension ErlangA {
  /// Integrates `weight` times the density of the offered wait from 0 to `limit` seconds.
  private func integrate(_ state: SteadyState, to limit: Double, _ weight: (Double) -> Double) -> Double {
    let giveUp = 1 / patienceSeconds
    let width = min(
      1 / (arrivals * giveUp).squareRoot(), 8 / (abs(state.service - arrivals) + giveUp))
    var (sum, low) = (0.0, 0.0)
    while low < limit {
      let high = min(limit, low + width)
      let (half, middle) = ((high - low) / 2, (high + low) / 2)
      var part = 0.0
      for node in GaussLegendre.nodes {
        for wait in [middle - half * node.x, middle + half * node.x] {
          part += node.weight * weight(wait) * density(state, at: wait)
        }
      }
      sum += half * part
      low = high
      let falling = state.service * high > arrivals * -expm1(-giveUp * high) / giveUp
      if falling, half * part < 1e-18 * sum { break }
    }
    return sum
  }

  private func density(_ state: SteadyState, at wait: Double) -> Double {
    let giveUp = 1 / patienceSeconds
    return state.service * exp(arrivals * -expm1(-giveUp * wait) / giveUp - state.service * wait - state.logNorm)
  }
}

/// The positive nodes of 16-point Gauss-Legendre quadrature on -1...1 (Abramowitz and Stegun, table 25.4).
enum GaussLegendre {
  static let nodes: [(x: Double, weight: Double)] = [
    (0.0950125098376374402, 0.1894506104550684963), (0.2816035507792589132, 0.1826034150449235889),
    (0.4580167776572273863, 0.1691565193950025382), (0.6178762444026437484, 0.1495959888165767321),
    (0.7554044083550030339, 0.1246289712555338720), (0.8656312023878317439, 0.0951585116824927848),
    (0.9445750230732325761, 0.0622535239386478929), (0.9894009349916499326, 0.0271524594117540949),
  ]
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
