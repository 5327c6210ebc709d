// Level, optional trend, optional damping (Hyndman et al. 2008: ETS(A,N,N), (A,A,N), (A,Ad,N)), fitted by least squares
// of the one-step errors and chosen by the corrected Akaike criterion.

/// A level and trend that follow a series without seasons.
struct ExponentialSmoothing {
  private var level: Double
  private var trend: Double
  private let damping: Double

  init(_ values: [Double]) {
    var best: (criterion: Double, state: State)?
    for form in Form.allCases where values.count > form.parameters + 4 {
      let fit = NelderMead.minimize(form.start) { State.run(values, form.rates($0)).squares }
      let state = State.run(values, form.rates(fit))
      let count = Double(values.count)
      let parameters = Double(form.parameters)
      let criterion =
        count * log(max(state.squares, 1e-12) / count) + 2 * parameters * count / (count - parameters - 1)
      if criterion < best?.criterion ?? .infinity { best = (criterion, state) }
    }
    let state = best?.state ?? State.run(values, Rates(level: 0.5, trend: 0, damping: 1))
    (level, trend, damping) = (state.level, state.trend, state.rates.damping)
  }

  /// The mean `ahead` steps after the end, from 1.
  func mean(ahead: Int) -> Double {
    let sum = damping < 1 ? damping * (1 - pow(damping, Double(ahead))) / (1 - damping) : Double(ahead)
    return level + trend * sum
  }

  /// Which parts move.
  private enum Form: CaseIterable {
    case level, trend, damped

    var parameters: Int {
      switch self {
      case .level: 3
      case .trend: 5
      case .damped: 6
      }
    }

    /// Where the search begins, on an unbounded scale.
    var start: [Double] {
      switch self {
      case .level: [0]
      case .trend: [0, -3]
      case .damped: [0, -3, 1]
      }
    }

    func rates(_ x: [Double]) -> Rates {
      let level = 1e-4 + 0.9998 * logistic(x[0])
      switch self {
      case .level: return Rates(level: level, trend: 0, damping: 1)
      case .trend: return Rates(level: level, trend: level * logistic(x[1]), damping: 1)
      case .damped: return Rates(level: level, trend: level * logistic(x[1]), damping: 0.8 + 0.18 * logistic(x[2]))
      }
    }

    private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
  }

  /// How fast level and trend follow; a trend of rate 0 stays 0.
  private struct Rates {
    let level: Double
    let trend: Double
    let damping: Double
  }

  private struct State {
    let rates: Rates
    var level: Double
    var trend: Double
    var squares = 0.0

    static func run(_ values: [Double], _ rates: Rates) -> State {
      let lead = values.prefix(10)
      let slope = rates.trend > 0 && lead.count > 1 ? (values[lead.count - 1] - values[0]) / Double(lead.count - 1) : 0
      var state = State(rates: rates, level: values.first ?? 0, trend: slope)
      for value in values.dropFirst() {
        let expected = state.level + rates.damping * state.trend
        let error = value - expected
        state.squares += error * error
        state.level = expected + rates.level * error
        state.trend = rates.damping * state.trend + rates.trend * error
      }
      return state
    }
  }
}

/// The downhill simplex of Nelder and Mead (1965) for a few unbounded variables.
enum NelderMead {
  static func minimize(_ start: [Double], iterations: Int = 80, _ function: ([Double]) -> Double) -> [Double] {
    var corners =
      [start]
      + start.indices.map { index in
        var corner = start
        corner[index] += 1.5
        return corner
      }
    var values = corners.map(function)
    for _ in 0..<iterations {
      let order = values.indices.sorted { values[$0] < values[$1] }
      corners = order.map { corners[$0] }
      values = order.map { values[$0] }
      let worst = corners.count - 1
      if abs(values[worst] - values[0]) <= 1e-9 * abs(values[0]) { break }
      let center = start.indices.map { axis in
        corners.dropLast().reduce(0) { $0 + $1[axis] } / Double(worst)
      }
      func toward(_ factor: Double) -> [Double] {
        start.indices.map { center[$0] + factor * (corners[worst][$0] - center[$0]) }
      }
      let reflected = toward(-1)
      let value = function(reflected)
      if value < values[0] {
        let further = toward(-2)
        let furtherValue = function(further)
        (corners[worst], values[worst]) = furtherValue < value ? (further, furtherValue) : (reflected, value)
      } else if value < values[worst - 1] {
        (corners[worst], values[worst]) = (reflected, value)
      } else {
        let inside = toward(value < values[worst] ? -0.5 : 0.5)
        let insideValue = function(inside)
        if insideValue < min(value, values[worst]) {
          (corners[worst], values[worst]) = (inside, insideValue)
        } else {
          for corner in 1...worst {
            corners[corner] = start.indices.map { (corners[0][$0] + corners[corner][$0]) / 2 }
            values[corner] = function(corners[corner])
          }
        }
      }
    }
    let best = values.indices.min { values[$0] < values[$1] } ?? 0
    return corners[best]
  }
}
