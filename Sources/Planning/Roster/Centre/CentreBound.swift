/// Prices on the queues' intervals, and the least any roster can cost that they prove.
///
/// At any prices everybody's cheapest tour and the cheapest staffing of each interval, taken by themselves, cost
/// no more together than the best roster. The prices are moved to where that bound is highest by the volume
/// algorithm (Barahona and Anbil 2000): along the difference between what is wanted and what is given, averaged
/// over the steps so far.
struct CentreBound: Sendable {
  let pricers: CentrePricers
  private let centre: Centre
  /// No roster costs less.
  private(set) var bound = -Double.infinity
  /// The price of a unit, by queue and interval, at which that is proven.
  private(set) var prices: [Double]
  private var average: [Double] = []
  private var factor = 0.1
  private var blend = 0.1
  private var idle = 0
  /// Tours priced so far.
  private(set) var work = 0
  /// Steps, and the bound some steps ago: once it hardly rises any more, it is settled.
  private var steps = 0
  private var earlier = -Double.infinity
  private(set) var isSettled = false

  init(_ pricers: CentrePricers) {
    self.pricers = pricers
    centre = pricers.centre
    let losses = centre.losses
    let intervals = centre.intervals
    prices = losses.needed.indices.map { place in
      let queue = place / intervals
      return losses.needed[place] > 0 ? 0.3 * losses.most(queue) : -losses.surplus[queue]
    }
  }

  /// Moves the prices until so many tours are priced.
  ///
  /// - Parameter upper: The cost of the best roster known.
  mutating func rise(upper: Double, tours: Int) {
    let desk = CentreDesk(centre)
    let end = work + tours
    while work < end, !isSettled { step(upper: upper, desk) }
  }

  private mutating func step(upper: Double, _ desk: CentreDesk) {
    var asked = prices
    let length = average.reduce(0) { $0 + $1 * $1 }
    if length > 0 {
      let far = factor * max(upper - bound, 1e-4 * abs(upper)) / length
      for place in asked.indices {
        let queue = place / centre.intervals
        let moved = asked[place] + far * average[place]
        asked[place] = min(centre.losses.most(queue), max(-centre.losses.surplus[queue], moved))
      }
    }
    let (value, slope) = evaluate(asked, desk)
    take(value, slope, asked)
    work += pricers.groups.count
    steps += 1
    if steps % 200 == 0 {
      isSettled = bound - earlier <= 1e-4 * abs(bound)
      earlier = bound
    }
  }

  private mutating func take(_ value: Double, _ slope: [Double], _ asked: [Double]) {
    if average.isEmpty {
      average = slope
      bound = value
      prices = asked
      return
    }
    // The share of the new slope that makes the average shortest, within bounds.
    var across = 0.0
    var length = 0.0
    var agreement = 0.0
    for place in slope.indices {
      let difference = slope[place] - average[place]
      across -= average[place] * difference
      length += difference * difference
      agreement += slope[place] * average[place]
    }
    let share = length > 0 ? min(blend, max(blend / 10, across / length)) : blend
    for place in slope.indices { average[place] += share * (slope[place] - average[place]) }
    if value > bound {
      if agreement > 0 { factor = min(2, factor * 1.1) }
      bound = value
      prices = asked
      idle = 0
    } else {
      idle += 1
      if idle >= 20 {
        factor = max(1e-4, factor * 0.67)
        idle = 0
      }
    }
  }

  /// The bound at these prices, and the difference between what is wanted and what is given.
  private func evaluate(_ asked: [Double], _ desk: CentreDesk) -> (value: Double, slope: [Double]) {
    let losses = centre.losses
    let intervals = centre.intervals
    let length = Double(centre.problem.period.intervalMinutes)
    var value = 0.0
    var slope = [Double](repeating: 0, count: asked.count)
    for queue in 0..<centre.queues {
      for interval in 0..<intervals {
        let place = queue * intervals + interval
        let wanted = losses.wanted(queue, interval, price: asked[place])
        value += wanted.cost - asked[place] * Double(centre.pinned[place])
        slope[place] = Double(wanted.units - centre.pinned[place])
      }
    }
    var kind = -1
    for (position, group) in pricers.groups.enumerated() {
      if centre.kindOf[group[0]] != kind {
        kind = centre.kindOf[group[0]]
        desk.menu.fill(kind: kind) { skills, interval in
          var best = -Double.infinity
          for skill in skills {
            best = max(best, asked[skill.queue * intervals + interval] * Double(skill.percent))
          }
          return best * length
        }
      }
      guard let found = pricers.cheapest(position, desk) else { continue }
      value += Double(group.count) * (found.cost + centre.tours.people[group[0]].constant)
      let heads = Double(group.count)
      for (day, duty) in found.tour.duties.enumerated() where duty >= 0 {
        let skills = centre.kinds[kind].skills[day]
        for (interval, minutes) in centre.work(group[0], day: day, duty: Int(duty), way: found.tour.ways[day]) {
          guard
            let skill = skills.max(by: { left, right in
              asked[left.queue * intervals + interval] * Double(left.percent)
                < asked[right.queue * intervals + interval] * Double(right.percent)
            })
          else { continue }
          slope[skill.queue * intervals + interval] -= heads * Double(minutes * skill.percent)
        }
      }
    }
    return (value, slope)
  }
}
