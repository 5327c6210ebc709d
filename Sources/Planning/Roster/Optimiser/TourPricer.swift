/// Finds one person's cheapest tours for given prices, exactly.
///
/// Dynamic programming over days; a state is the run of the graph × counts of tracked duties × weekends × units
/// of time worked. The innermost dimension is time, so that a step is one shifted minimum over a row of numbers.
/// Caps that rarely bind are tracked only after the cheapest tour has broken them, and forgotten between calls to
/// ``forget()``. Only costs are kept: the way back is found by asking each day which step gives the cost.
struct TourPricer: Sendable {
  private let problem: TourProblem
  private let person: Int
  private let limits: TourLimits
  private let unit: Int
  private let least: Int
  private let most: Int
  private let weekends: Int
  private let plain: TourGraph
  private var graph: TourGraph
  /// Steps taken in all calls: the measure of work.
  private(set) var work = 0

  init(_ problem: TourProblem, person: Int) {
    self.problem = problem
    self.person = person
    limits = problem.people[person]
    unit = max(1, problem.duties.reduce(0) { Self.divisor($0, $1.minutes) })
    least = (max(0, limits.minutes.lowerBound) + unit - 1) / unit
    let longest = (problem.duties.map(\.minutes).max() ?? 0) * problem.days
    most = min(limits.minutes.upperBound, longest) / unit
    let exist = (0..<problem.days).count { problem.isSunday($0) } + 1
    weekends = limits.mostWeekends >= exist ? 1 : limits.mostWeekends + 1
    plain = TourGraph(limits, problem, unit: unit, tracked: [])
    graph = plain
  }

  private static func divisor(_ left: Int, _ right: Int) -> Int { right == 0 ? left : divisor(right, left % right) }

  /// Goes back to tracking nothing.
  mutating func forget() { graph = plain }

  /// The cheapest tours, one an end state, cheapest first; none when no tour obeys the limits.
  ///
  /// - Parameters:
  ///   - prices: At `day * duties + duty`; infinite for a duty that may not be worked that day.
  ///   - mustWork: Days that may not be off.
  mutating func cheapest(_ prices: [Double], mustWork: [Bool], want: Int) -> [(cost: Double, duties: [Int16])] {
    while true {
      let found = Sweep(self.graph, self, prices, mustWork).run(want, work: &work)
      guard let first = found.first else { return [] }
      let broken = overCap(first.duties).filter { !graph.tracked.contains($0) }
      if broken.isEmpty { return found.filter { overCap($0.duties).isEmpty } }
      graph = TourGraph(limits, problem, unit: unit, tracked: graph.tracked + broken)
    }
  }

  private func overCap(_ duties: [Int16]) -> [Int] {
    var counts = [Int](repeating: 0, count: limits.most.count)
    for duty in duties where duty >= 0 { counts[Int(duty)] += 1 }
    return counts.indices.filter { counts[$0] > limits.most[$0] }
  }

  // MARK: - One sweep over the days

  private struct Sweep {
    let graph: TourGraph
    let pricer: TourPricer
    let days: Int
    let width: Int
    let weekends: Int
    let mustWork: [Bool]
    /// The cheapest duty of each group on each day.
    var picks: [Int16]
    var pickCosts: [Double]

    init(_ graph: TourGraph, _ pricer: TourPricer, _ prices: [Double], _ mustWork: [Bool]) {
      self.graph = graph
      self.pricer = pricer
      days = pricer.problem.days
      width = pricer.most + 1
      weekends = pricer.weekends
      self.mustWork = mustWork
      let count = graph.groups.count
      let duties = pricer.problem.duties.count
      picks = Array(repeating: -1, count: days * count)
      pickCosts = Array(repeating: .infinity, count: days * count)
      for day in 0..<days where !pricer.limits.daysOff.contains(day) {
        for (position, group) in graph.groups.enumerated() {
          for duty in group where prices[day * duties + duty] < pickCosts[day * count + position] {
            pickCosts[day * count + position] = prices[day * duties + duty]
            picks[day * count + position] = Int16(duty)
          }
        }
      }
    }

    /// Rows of `width` costs: state × counts × weekends.
    var rows: Int { graph.states * graph.counts * weekends }

    /// Whether a step on `day` begins a weekend's work.
    func beginsWeekend(_ day: Int, from state: Int) -> Bool {
      guard weekends > 1, pricer.problem.isWeekend(day) else { return false }
      return !pricer.problem.isSunday(day) || state < graph.offStates || day == 0
    }

    func run(_ want: Int, work: inout Int) -> [(cost: Double, duties: [Int16])] {
      guard pricer.least <= pricer.most, days > 0 else { return [] }
      let size = rows * width
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: size * days) { layers in
        guard let costs = layers.baseAddress else { return [] }
        var alive = firstDay(costs)
        for day in 1..<max(1, days) {
          alive = advance(day, costs + (day - 1) * size, costs + day * size, alive, &work)
        }
        return ends(costs + (days - 1) * size, want).map { cost, at in (cost, trace(costs, at)) }
      }
    }

    private func firstDay(_ costs: UnsafeMutablePointer<Double>) -> [Bool] {
      costs.update(repeating: .infinity, count: rows * width)
      var alive = [Bool](repeating: false, count: rows)
      if !mustWork[0] {
        let row = graph.firstOff * graph.counts * weekends
        costs[row * width] = 0
        alive[row] = true
      }
      for group in graph.groups.indices where pickCosts[group] < .infinity && graph.units[group] < width {
        let begins = beginsWeekend(0, from: graph.firstOff)
        let tracked = graph.trackedAs[group]
        let row =
          (graph.firstWorked[group] * graph.counts + (tracked >= 0 ? graph.strides[tracked] : 0)) * weekends
          + (begins ? 1 : 0)
        let at = row * width + graph.units[group]
        costs[at] = min(costs[at], pickCosts[group])
        alive[row] = true
      }
      return alive
    }

    private func advance(
      _ day: Int, _ from: UnsafeMutablePointer<Double>, _ to: UnsafeMutablePointer<Double>, _ alive: [Bool],
      _ work: inout Int
    ) -> [Bool] {
      to.update(repeating: .infinity, count: rows * width)
      var next = [Bool](repeating: false, count: rows)
      let count = graph.groups.count
      let longest = graph.units.max() ?? 0
      // Less than this on the evening of `day` cannot reach the least any more; more than that is not possible yet.
      let owed = max(0, pricer.least - (days - 1 - day) * longest)
      let reach = min(width, day * longest + 1)
      for state in 0..<graph.states {
        for tally in 0..<graph.counts {
          for weekend in 0..<weekends {
            let row = (state * graph.counts + tally) * weekends + weekend
            if !alive[row] { continue }
            for step in graph.steps[state] {
              var target = (step.to * graph.counts + tally) * weekends + weekend
              var price = 0.0
              var added = 0
              if step.group < 0 {
                if mustWork[day] { continue }
              } else {
                price = pickCosts[day * count + step.group]
                if price == .infinity { continue }
                if beginsWeekend(day, from: state) {
                  if weekend + 1 == weekends { continue }
                  target += 1
                }
                guard let more = tallyStep(tally, group: step.group) else { continue }
                target += more * weekends
                added = graph.units[step.group]
              }
              let first = max(0, owed - added)
              let last = min(reach, width - added)
              if first >= last { continue }
              let source = from + row * width
              let sink = to + target * width + added
              for unit in first..<last {
                let cost = source[unit] + price
                sink[unit] = cost < sink[unit] ? cost : sink[unit]
              }
              work += last - first
              next[target] = true
            }
          }
        }
      }
      return next
    }

    /// How far the tally moves when the group is worked once more; `nil` at its cap.
    private func tallyStep(_ tally: Int, group: Int) -> Int? {
      let tracked = graph.trackedAs[group]
      guard tracked >= 0 else { return 0 }
      let cap = pricer.limits.most[graph.tracked[tracked]]
      return tally / graph.strides[tracked] % (cap + 1) < cap ? graph.strides[tracked] : nil
    }

    private func ends(_ costs: UnsafeMutablePointer<Double>, _ want: Int) -> [(cost: Double, at: Int)] {
      let span = graph.counts * weekends
      var ends: [(cost: Double, at: Int)] = []
      for state in 0..<graph.states {
        var best = (cost: Double.infinity, at: -1)
        for row in state * span..<(state + 1) * span {
          for unit in pricer.least..<width where costs[row * width + unit] < best.cost {
            best = (costs[row * width + unit], row * width + unit)
          }
        }
        if best.at >= 0 { ends.append(best) }
      }
      return Array(ends.sorted { ($0.cost, $0.at) < ($1.cost, $1.at) }.prefix(want))
    }

    /// The duties that lead to `end`, found backwards by asking which step has this very cost.
    private func trace(_ costs: UnsafeMutablePointer<Double>, _ end: Int) -> [Int16] {
      var duties = [Int16](repeating: -1, count: days)
      let count = graph.groups.count
      let size = rows * width
      var at = end
      for day in stride(from: days - 1, to: 0, by: -1) {
        let value = costs[day * size + at]
        let row = at / width
        let unit = at % width
        let weekend = row % weekends
        let tally = row / weekends % graph.counts
        for step in graph.stepsInto[row / weekends / graph.counts] {
          var source = weekend
          var before = tally
          var price = 0.0
          var worked = 0
          if step.group < 0 {
            if mustWork[day] { continue }
          } else {
            price = pickCosts[day * count + step.group]
            worked = graph.units[step.group]
            if price == .infinity || worked > unit { continue }
            if beginsWeekend(day, from: step.from) { source -= 1 }
            let tracked = graph.trackedAs[step.group]
            if tracked >= 0 { before -= graph.strides[tracked] }
            if source < 0 || before < 0 { continue }
            if tracked >= 0, tallyStep(before, group: step.group) == nil { continue }
          }
          let origin = ((step.from * graph.counts + before) * weekends + source) * width + unit - worked
          guard costs[(day - 1) * size + origin] + price == value else { continue }
          if step.group >= 0 { duties[day] = picks[day * count + step.group] }
          at = origin
          break
        }
      }
      duties[0] = firstDuty(at)
      return duties
    }

    private func firstDuty(_ at: Int) -> Int16 {
      if at % width == 0, at / width / weekends / graph.counts == graph.firstOff { return -1 }
      let state = at / width / weekends / graph.counts
      let unit = at % width
      let tally = at / width / weekends % graph.counts
      let fitting = graph.groups.indices.filter {
        let tracked = graph.trackedAs[$0]
        return graph.firstWorked[$0] == state && graph.units[$0] == unit
          && (tracked >= 0 ? graph.strides[tracked] : 0) == tally && pickCosts[$0] < .infinity
      }
      return fitting.min { pickCosts[$0] < pickCosts[$1] }.map { picks[$0] } ?? -1
    }
  }
}
