/// Where the breaks of a shift cost the least.
///
/// Each break moves in its own window and the stretches of work around it may not get too short, so the cheapest
/// places are a shortest path over breaks × places. The same routine serves the greedy builder, where a minute's
/// value is what it adds to service, and the optimiser, where it is the sum of the interval's prices.
struct BreakPlacement: Sendable {
  /// Minutes after the shift's start at which each break may begin, and how long it lasts.
  private let places: [(starts: [Int], minutes: Int)]
  private let leastStretch: Int
  private let length: Int
  /// False when the windows leave no way to place the breaks in a shift this long.
  let isPossible: Bool

  init(_ template: ShiftTemplate, length: Int) {
    leastStretch = template.leastStretch
    self.length = length
    places = template.breaks.map {
      (Array(stride(from: $0.window.lowerBound, through: $0.window.upperBound, by: $0.step)), $0.minutes)
    }
    isPossible = Self.cheapest(places, leastStretch, length) { _ in 0 } != nil
  }

  /// The cheapest starts, in minutes after the shift's start, and what they cost.
  ///
  /// - Parameter cost: What is lost by resting in these minutes after the shift's start.
  func cheapest(_ cost: (Range<Int>) -> Double) -> (cost: Double, starts: [Int])? {
    if places.isEmpty { return (0, []) }
    return Self.cheapest(places, leastStretch, length, cost)
  }

  private static func cheapest(
    _ places: [(starts: [Int], minutes: Int)], _ leastStretch: Int, _ length: Int, _ cost: (Range<Int>) -> Double
  ) -> (cost: Double, starts: [Int])? {
    var ways: [(end: Int, cost: Double, starts: [Int])] = [(0, 0, [])]
    for (starts, minutes) in places {
      var next: [(end: Int, cost: Double, starts: [Int])] = []
      for start in starts where start + minutes + leastStretch <= length {
        let reachable = ways.filter { $0.end + leastStretch <= start }
        guard let best = reachable.min(by: { $0.cost < $1.cost }) else { continue }
        next.append((start + minutes, best.cost + cost(start..<start + minutes), best.starts + [start]))
      }
      ways = next
    }
    return ways.min { $0.cost < $1.cost }.map { ($0.cost, $0.starts) }
  }
}
