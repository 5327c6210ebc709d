// A queue in front of a service that runs at full speed while anybody waits, and whose customers give up after an
// exponential patience. Weights are taken relative to the state "all busy, nobody waiting": the states below it sum to
// 1/B - 1, those from it on to S. In deep overload the sums outgrow a Double, so a scale is kept apart. The density of
// the offered wait is integrated by 16-point Gauss-Legendre panels whose width follows the density's own.

/// The waiting part of a queue with impatient customers, whatever serves it: agents, or agents with several chats each.
struct WaitingRoom {
  /// Contacts a second.
  let arrivals: Double
  /// Contacts a second that leave served while all are busy.
  let service: Double
  /// The rate at which one waiting customer gives up.
  let giveUp: Double
  let waiting: Double
  let queue: Double
  let abandoned: Double
  private let logNorm: Double

  /// - Parameter inverseBlocking: 1 + the weight of all states in which somebody is free.
  init(arrivals: Double, service: Double, giveUp: Double, inverseBlocking: Double) {
    self.arrivals = arrivals
    self.service = service
    self.giveUp = giveUp
    var (sum, weighted, term, place, logScale) = (1.0, 0.0, 1.0, 0.0, 0.0)
    while true {
      place += 1
      let leaving = service + place * giveUp
      term *= arrivals / leaving
      sum += term
      weighted += place * term
      if arrivals < leaving, place * term < 1e-17 * (sum + weighted) { break }
      if sum > 1e200 {
        sum *= 1e-200
        weighted *= 1e-200
        term *= 1e-200
        logScale += 200 * 2.302585092994046
      }
    }
    let norm = (inverseBlocking - 1) * exp(-logScale) + sum
    let isQuiet = !norm.isFinite
    waiting = isQuiet ? 0 : sum / norm
    queue = isQuiet ? 0 : weighted / norm
    abandoned = isQuiet ? 0 : giveUp * weighted / norm / arrivals
    logNorm = isQuiet ? .infinity : log(norm) + logScale
  }

  /// The share of all that is answered within a time.
  func answered(within seconds: Double) -> Double {
    guard waiting > 0 else { return 1 }
    return min(1, 1 - waiting + integral(to: seconds) { exp(-giveUp * $0) })
  }

  /// Everything else worth knowing.
  func performance(within seconds: Double, occupancy: Double) -> Performance {
    guard waiting > 0 else {
      return Performance(
        waiting: 0, answeredInTime: 1, answeredInTimeOfPatient: 1, answerSeconds: 0, waitSeconds: 0, abandoned: 0,
        occupancy: occupancy, queue: 0)
    }
    let afterWait = integral(to: seconds) { exp(-giveUp * $0) }
    let inTime = min(1, 1 - waiting + afterWait)
    let offeredWait = integral(to: seconds) { _ in 1 }
    let gaveUpInTime = 1 - exp(-giveUp * seconds) * (waiting - offeredWait) - (1 - waiting) - afterWait
    let waited = integral(to: 1e9) { $0 * exp(-giveUp * $0) }
    return Performance(
      waiting: waiting, answeredInTime: inTime, answeredInTimeOfPatient: inTime / (1 - gaveUpInTime),
      answerSeconds: waited / (1 - abandoned), waitSeconds: queue / arrivals, abandoned: abandoned,
      occupancy: occupancy, queue: queue)
  }

  /// Integrates `weight` times the density of the offered wait from 0 to `limit` seconds.
  private func integral(to limit: Double, _ weight: (Double) -> Double) -> Double {
    let width = min(1 / (arrivals * giveUp).squareRoot(), 8 / (abs(service - arrivals) + giveUp))
    var (sum, low) = (0.0, 0.0)
    while low < limit {
      let high = min(limit, low + width)
      let (half, middle) = ((high - low) / 2, (high + low) / 2)
      var part = 0.0
      for node in GaussLegendre.nodes {
        for wait in [middle - half * node.x, middle + half * node.x] {
          part += node.weight * weight(wait) * density(at: wait)
        }
      }
      sum += half * part
      low = high
      let isFalling = service * high > arrivals * -expm1(-giveUp * high) / giveUp
      if isFalling, half * part < 1e-18 * sum { break }
    }
    return sum
  }

  private func density(at wait: Double) -> Double {
    service * exp(arrivals * -expm1(-giveUp * wait) / giveUp - service * wait - logNorm)
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
