/// The worth of every duty to one kind of agents at given worths of intervals, breaks at their cheapest.
///
/// Owned by one task: it keeps its memory from call to call.
final class CentreMenu {
  private let centre: Centre
  /// Worth up to each grain.
  private var sums: [Double]
  /// Minus the worth of each duty, at `day * duties + duty`; infinite where its breaks find no place.
  private(set) var values: [Double]
  /// Where the breaks of each duty lie then, one byte a break.
  private(set) var ways: [Int64]
  private var costs: [Double]
  private var origins: [Int]

  init(_ centre: Centre) {
    self.centre = centre
    sums = [Double](repeating: 0, count: centre.grains + 1)
    values = [Double](repeating: .infinity, count: centre.days * centre.duties.count)
    ways = [Int64](repeating: 0, count: values.count)
    let places = centre.rests.map(\.starts.count).max() ?? 0
    costs = Array(repeating: 0, count: places)
    origins = Array(repeating: -1, count: places)
  }

  /// Works out all duties of a kind.
  ///
  /// - Parameter worth: What being at work in an interval is worth with these skills.
  func fill(kind: Int, worth: ([AgentSkill], Int) -> Double) {
    let site = centre.kinds[kind].site
    let duties = centre.duties.count
    var known: [AgentSkill]?
    for day in 0..<centre.days {
      let skills = centre.kinds[kind].skills[day]
      if skills != known { sum(skills, worth) }
      known = skills
      for duty in 0..<duties {
        let line = day * duties + duty
        let start = centre.starts[site][line]
        let whole = sums[start + centre.lengths[duty]] - sums[start]
        let placed = place(centre.rests[duty], from: start)
        values[line] = placed.cost - whole
        ways[line] = placed.way
      }
    }
  }

  private func sum(_ skills: [AgentSkill], _ worth: ([AgentSkill], Int) -> Double) {
    let share = Double(centre.grain) / Double(centre.problem.period.intervalMinutes)
    var last = -1
    var each = 0.0
    var total = 0.0
    for grain in 0..<centre.grains {
      let interval = centre.intervalOf[grain]
      if interval != last {
        each = interval < 0 || skills.isEmpty ? 0 : worth(skills, interval) * share
        last = interval
      }
      total += each
      sums[grain + 1] = total
    }
  }

  /// The cheapest places of the breaks of a duty that starts at `start`, and what they cost.
  private func place(_ rests: RestPlaces, from start: Int) -> (cost: Double, way: Int64) {
    let breaks = rests.lengths.count
    if breaks == 0 { return (0, 0) }
    for position in 0..<breaks {
      let length = rests.lengths[position]
      var before = position == 0 ? 0 : rests.firsts[position - 1]
      let end = rests.firsts[position]
      var best = Double.infinity
      var origin = -1
      for place in rests.firsts[position]..<rests.firsts[position + 1] {
        let at = rests.starts[place]
        if position == 0 {
          best = at < rests.stretch ? .infinity : 0
        } else {
          let earliest = at - rests.stretch - rests.lengths[position - 1]
          while before < end, rests.starts[before] <= earliest {
            if costs[before] < best { (best, origin) = (costs[before], before) }
            before += 1
          }
        }
        costs[place] = best + sums[start + at + length] - sums[start + at]
        origins[place] = origin
      }
    }
    return cheapest(rests, breaks)
  }

  private func cheapest(_ rests: RestPlaces, _ breaks: Int) -> (cost: Double, way: Int64) {
    var place = -1
    var cost = Double.infinity
    for other in rests.firsts[breaks - 1]..<rests.firsts[breaks] where costs[other] < cost {
      (place, cost) = (other, costs[other])
    }
    guard place >= 0 else { return (.infinity, 0) }
    var way: Int64 = 0
    for position in stride(from: breaks - 1, through: 0, by: -1) {
      way |= Int64(place - rests.firsts[position]) << Int64(8 * position)
      place = origins[place]
    }
    return (cost, way)
  }
}
