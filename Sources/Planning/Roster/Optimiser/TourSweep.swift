/// One sweep of a pricer over the days: every state's least cost, then the way back from the cheapest ends.
struct TourSweep {
  let graph: TourGraph
  let pricer: TourPricer
  let days: Int
  let width: Int
  let counters: Int
  private let mustWork: [Bool]
  let scratch: TourScratch
  /// What each duty costs, at `day * duties + duty`.
  let prices: [Double]
  /// The cheapest duty of each group on each day.
  private var picks: [Int16]
  private var pickCosts: [Double]
  /// Rows of `width` costs: state × counts × counter.
  let rows: Int

  init(
    _ graph: TourGraph, _ pricer: TourPricer, _ prices: [Double], _ mustWork: [Bool], _ scratch: TourScratch
  ) {
    self.graph = graph
    self.pricer = pricer
    self.scratch = scratch
    self.prices = prices
    days = pricer.problem.days
    width = pricer.most + 1
    counters = pricer.counters
    rows = graph.states * graph.counts * pricer.counters
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

  func run(_ want: Int, work: inout Int) -> [(cost: Double, duties: [Int16])] {
    guard sweep(&work) else { return [] }
    return ends(want).map { cost, at in (cost, trace(at)) }
  }

  /// Works out every state's least cost; false when no tour can be worked at all.
  func sweep(_ work: inout Int) -> Bool {
    guard pricer.budgets.allSatisfy({ $0.least <= $0.most }), days > 0 else { return false }
    scratch.clear(rows: rows * days, width: width, mornings: rows * pricer.budgets.count)
    firstDay()
    closeBudget(evening: 0)
    for day in 1..<max(1, days) {
      advance(day, &work)
      closeBudget(evening: day)
    }
    return true
  }

  // MARK: - Budgets

  private func budget(on day: Int) -> Int { pricer.budgets.firstIndex { day < $0.end } ?? 0 }

  /// After the last day of a budget that is not the last: the least cost of each state, whatever was worked.
  private func closeBudget(evening day: Int) {
    let position = budget(on: day)
    let budget = pricer.budgets[position]
    guard day + 1 == budget.end, budget.end < days else { return }
    let resets = pricer.limits.mostShifts != nil
    for row in 0..<rows { scratch.mornings[position * rows + row] = (.infinity, 0) }
    for row in 0..<rows {
      let at = day * rows + row
      guard scratch.lasts[at] >= budget.least else { continue }
      // A week's shifts are counted anew; weekends go on.
      let morning = position * rows + (resets ? row - row % counters : row)
      let first = max(budget.least, Int(scratch.firsts[at]))
      let last = min(budget.most, Int(scratch.lasts[at]))
      if first > last { continue }
      for unit in first...last {
        let cost = scratch.costs[at * width + unit] + budget.prices[unit]
        if cost < scratch.mornings[morning].cost { scratch.mornings[morning] = (cost, Int32(row * width + unit)) }
      }
    }
  }

  /// The budget that was closed on the evening before `day`, if any.
  private func closed(before day: Int) -> Int? {
    let before = budget(on: day - 1)
    return pricer.budgets[before].end == day ? before : nil
  }

  // MARK: - Forward

  /// Whether a step on `day` begins a weekend's work.
  func beginsWeekend(_ day: Int, from state: Int) -> Bool {
    guard pricer.countsWeekends || pricer.limits.weekendPrice > 0, pricer.problem.isWeekend(day) else { return false }
    return !pricer.problem.isSunday(day) || state < graph.offStates || day == 0
  }

  /// Whether a day's work moves the counter.
  func counts(_ beginsWeekend: Bool) -> Bool {
    pricer.limits.mostShifts != nil || pricer.countsWeekends && beginsWeekend
  }

  func row(_ state: Int, _ tally: Int, _ counter: Int) -> Int {
    (state * graph.counts + tally) * counters + counter
  }

  /// Shifts already worked in the week of day 0.
  var firstCounter: Int { pricer.limits.mostShifts.map { min($0, pricer.limits.shiftsBefore) } ?? 0 }

  private func firstDay() {
    if !mustWork[0] { offer(0, at: row(graph.firstOff, 0, firstCounter), unit: 0) }
    let begins = beginsWeekend(0, from: graph.firstOff)
    if begins, pricer.limits.mostWeekends == 0 { return }
    let counter =
      pricer.limits.mostShifts != nil ? pricer.limits.shiftsBefore + 1 : begins && pricer.countsWeekends ? 1 : 0
    if counter >= counters { return }
    for group in graph.groups.indices where pickCosts[group] < .infinity {
      guard graph.firstWorked[group] >= 0, graph.units[group] <= pricer.budgets[0].most else { continue }
      let tracked = graph.trackedAs[group]
      let tally = tracked >= 0 ? graph.strides[tracked] : 0
      let price = pickCosts[group] + (begins ? pricer.limits.weekendPrice : 0)
      offer(price, at: row(graph.firstWorked[group], tally, counter), unit: graph.units[group])
    }
  }

  private func offer(_ cost: Double, at row: Int, unit: Int) {
    open(row)
    scratch.costs[row * width + unit] = min(scratch.costs[row * width + unit], cost)
    scratch.firsts[row] = min(scratch.firsts[row], Int32(unit))
    scratch.lasts[row] = max(scratch.lasts[row], Int32(unit))
  }

  /// Makes a row that was never reached ready to hold costs.
  private func open(_ row: Int) {
    guard scratch.lasts[row] < 0 else { return }
    UnsafeMutableBufferPointer(rebasing: scratch.costs[row * width..<(row + 1) * width]).update(repeating: .infinity)
  }

  private func advance(_ day: Int, _ work: inout Int) {
    guard let costs = scratch.costs.baseAddress else { return }
    let count = graph.groups.count
    let budget = pricer.budgets[budget(on: day)]
    let closed = closed(before: day)
    // Less than this on the evening of `day` cannot reach the least any more.
    let owed = max(0, budget.least - (budget.end - 1 - day) * (graph.units.max() ?? 0))
    let sources = (day - 1) * rows
    let sinks = day * rows
    let ladder = closed == nil && graph.tracked.isEmpty && counters == 1 ? graph.ladder : nil
    if let ladder { climb(ladder, day, owed, &work) }
    for state in 0..<graph.states {
      let climbed = ladder != nil && state >= graph.offStates
      for tally in 0..<graph.counts {
        for counter in 0..<counters {
          let from = sources + row(state, tally, counter)
          let isAlive = closed.map { scratch.mornings[$0 * rows + from - sources].cost < .infinity }
          if !(isAlive ?? (scratch.lasts[from] >= 0)) { continue }
          for step in climbed ? graph.steps[state].prefix(while: { $0.group < 0 }) : graph.steps[state][...] {
            var to = sinks + row(step.to, tally, counter)
            var price = 0.0
            var added = 0
            if step.group < 0 {
              if mustWork[day] { continue }
            } else {
              price = pickCosts[day * count + step.group]
              if price == .infinity { continue }
              let begins = beginsWeekend(day, from: state)
              if begins { price += pricer.limits.weekendPrice }
              if counts(begins) {
                if counter + 1 == counters { continue }
                to += 1
              }
              guard let more = tallyStep(tally, group: step.group) else { continue }
              to += more * counters
              added = graph.units[step.group]
            }
            if let closed {
              let morning = scratch.mornings[closed * rows + from - sources].cost
              if morning < .infinity, added <= budget.most, added >= owed {
                offer(morning + price, at: to, unit: added)
              }
              continue
            }
            let first = max(Int(scratch.firsts[from]), owed - added)
            let last = min(Int(scratch.lasts[from]), budget.most - added)
            if first > last { continue }
            open(to)
            let source = costs + from * width
            let sink = costs + to * width + added
            for unit in first...last {
              let cost = source[unit] + price
              sink[unit] = cost < sink[unit] ? cost : sink[unit]
            }
            scratch.firsts[to] = min(scratch.firsts[to], Int32(first + added))
            scratch.lasts[to] = max(scratch.lasts[to], Int32(last + added))
            work += last - first + 8
          }
        }
      }
    }
  }

  /// Goes on with runs of work where classes forbid more and more: what leads to a duty is the least of all classes
  /// that it may follow, so that each duty is looked at once a run, not once a class.
  private func climb(_ ladder: TourGraph.Ladder, _ day: Int, _ owed: Int, _ work: inout Int) {
    guard let costs = scratch.costs.baseAddress else { return }
    let most = pricer.budgets[budget(on: day)].most
    let dearer = beginsWeekend(day, from: graph.offStates) ? pricer.limits.weekendPrice : 0
    let (sources, sinks) = ((day - 1) * rows, day * rows)
    for (slot, next) in ladder.next.enumerated() where next >= 0 {
      var least = [Double](repeating: .infinity, count: width)
      var (first, last) = (width, -1)
      for (position, state) in ladder.first.enumerated() {
        let from = sources + state + slot
        if scratch.lasts[from] >= 0 {
          let (low, high) = (Int(scratch.firsts[from]), Int(scratch.lasts[from]))
          for unit in low...high { least[unit] = min(least[unit], costs[from * width + unit]) }
          (first, last) = (min(first, low), max(last, high))
        }
        if last < 0 { continue }
        for group in ladder.groups[position + 1] {
          let price = pickCosts[day * graph.groups.count + group] + dearer
          let added = graph.units[group]
          let (low, high) = (max(first, owed - added), min(last, most - added))
          if price == .infinity || low > high { continue }
          let to = sinks + ladder.home[group] + next
          open(to)
          let sink = costs + to * width + added
          for unit in low...high { sink[unit] = min(sink[unit], least[unit] + price) }
          scratch.firsts[to] = min(scratch.firsts[to], Int32(low + added))
          scratch.lasts[to] = max(scratch.lasts[to], Int32(high + added))
          work += high - low + 8
        }
      }
    }
  }

  /// How far the tally moves when the group is worked once more; `nil` at its cap.
  private func tallyStep(_ tally: Int, group: Int) -> Int? {
    let tracked = graph.trackedAs[group]
    guard tracked >= 0 else { return 0 }
    let cap = pricer.limits.most[graph.tracked[tracked]]
    return tally / graph.strides[tracked] % (cap + 1) < cap ? graph.strides[tracked] : nil
  }

  private func ends(_ want: Int) -> [(cost: Double, at: Int)] {
    let span = graph.counts * counters
    let evening = (days - 1) * rows
    guard let budget = pricer.budgets.last else { return [] }
    var ends: [(cost: Double, at: Int)] = []
    for state in 0..<graph.states {
      var best = (cost: Double.infinity, at: -1)
      for row in state * span..<(state + 1) * span where scratch.lasts[evening + row] >= budget.least {
        let first = max(budget.least, Int(scratch.firsts[evening + row]))
        for unit in first...max(first, Int(scratch.lasts[evening + row])) {
          let cost = scratch.costs[(evening + row) * width + unit] + budget.prices[unit]
          if cost < best.cost { best = (cost, row * width + unit) }
        }
      }
      if best.at >= 0 { ends.append(best) }
    }
    return Array(ends.sorted { ($0.cost, $0.at) < ($1.cost, $1.at) }.prefix(want))
  }

  // MARK: - Back

  /// The duties that lead to `end`, found backwards by asking which step has this very cost.
  private func trace(_ end: Int) -> [Int16] {
    var duties = [Int16](repeating: -1, count: days)
    var at = end
    for day in stride(from: days - 1, to: 0, by: -1) {
      guard let (origin, group) = step(into: at, day: day) else { break }
      if group >= 0 { duties[day] = picks[day * graph.groups.count + group] }
      at = origin
    }
    duties[0] = firstDuty(at)
    return duties
  }

  private func step(into at: Int, day: Int) -> (origin: Int, group: Int)? {
    let value = scratch.costs[day * rows * width + at]
    let (here, unit) = at.quotientAndRemainder(dividingBy: width)
    let counter = here % counters
    let tally = here / counters % graph.counts
    let closed = closed(before: day)
    for step in graph.stepsInto[here / counters / graph.counts] {
      var source = counter
      var before = tally
      var price = 0.0
      var worked = 0
      if step.group < 0 {
        if mustWork[day] { continue }
      } else {
        price = pickCosts[day * graph.groups.count + step.group]
        worked = graph.units[step.group]
        if price == .infinity || worked > unit { continue }
        let begins = beginsWeekend(day, from: step.from)
        if begins { price += pricer.limits.weekendPrice }
        if counts(begins) { source -= 1 }
        let tracked = graph.trackedAs[step.group]
        if tracked >= 0 { before -= graph.strides[tracked] }
        if source < 0 || before < 0 || tallyStep(before, group: step.group) == nil { continue }
      }
      let from = row(step.from, before, source)
      if let closed {
        let morning = scratch.mornings[closed * rows + from]
        if unit == worked, morning.cost + price == value { return (Int(morning.at), step.group) }
        continue
      }
      guard scratch.lasts[(day - 1) * rows + from] >= 0 else { continue }
      let origin = from * width + unit - worked
      guard unit - worked >= Int(scratch.firsts[(day - 1) * rows + from]) else { continue }
      if scratch.costs[(day - 1) * rows * width + origin] + price == value { return (origin, step.group) }
    }
    return nil
  }

  private func firstDuty(_ at: Int) -> Int16 {
    let (here, unit) = at.quotientAndRemainder(dividingBy: width)
    let state = here / counters / graph.counts
    if unit == 0, state == graph.firstOff { return -1 }
    let tally = here / counters % graph.counts
    let fitting = graph.groups.indices.filter {
      let tracked = graph.trackedAs[$0]
      return graph.firstWorked[$0] == state && graph.units[$0] == unit
        && (tracked >= 0 ? graph.strides[tracked] : 0) == tally && pickCosts[$0] < .infinity
    }
    return fitting.min { pickCosts[$0] < pickCosts[$1] }.map { picks[$0] } ?? -1
  }
}
