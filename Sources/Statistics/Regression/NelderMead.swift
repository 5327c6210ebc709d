/// The lowest point of a function of a few numbers, without its slopes (Nelder & Mead 1965).
enum NelderMead {
  /// - Parameter step: How far the corners of the first simplex lie from the start.
  static func minimum(of cost: ([Double]) -> Double, from start: [Double], step: Double) -> [Double] {
    var corners =
      [start]
      + start.indices.map { place in
        var corner = start
        corner[place] += step
        return corner
      }
    var costs = corners.map(cost)
    for _ in 0..<400 * start.count {
      let order = corners.indices.sorted { costs[$0] < costs[$1] }
      (corners, costs) = (order.map { corners[$0] }, order.map { costs[$0] })
      guard costs[costs.count - 1] - costs[0] > 1e-13 * (1 + costs[0].magnitude) else { break }
      improve(&corners, &costs, cost)
    }
    return zip(corners, costs).min { $0.1 < $1.1 }?.0 ?? start
  }

  /// Throws the worst corner through the middle of the others, further or less far, or draws all to the best.
  private static func improve(_ corners: inout [[Double]], _ costs: inout [Double], _ cost: ([Double]) -> Double) {
    let last = corners.count - 1
    let middle = corners[0].indices.map { place in corners[..<last].map { $0[place] }.sum / Double(last) }
    let worst = corners[last]
    let along: (Double) -> [Double] = { share in
      zip(middle, worst).map { $0 + share * ($1 - $0) }
    }
    let reflected = along(-1)
    let reached = cost(reflected)
    var (next, price) = (reflected, reached)
    if reached < costs[0] {
      let far = along(-2)
      let farther = cost(far)
      if farther < reached { (next, price) = (far, farther) }
    } else if reached >= costs[last - 1] {
      next = along(reached < costs[last] ? -0.5 : 0.5)
      price = cost(next)
    }
    if price < min(reached, costs[last]) || reached < costs[last - 1] {
      (corners[last], costs[last]) = (next, price)
    } else {
      for index in 1...last {
        corners[index] = zip(corners[0], corners[index]).map { ($0 + $1) / 2 }
        costs[index] = cost(corners[index])
      }
    }
  }
}
