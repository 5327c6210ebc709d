import Testing

@testable import Planning

/// Duties of many starts and lengths with activities in them, against all there are.
@Suite struct ActivityCoverTests {
  /// Days of eight intervals; duties begin at 0, 3 or 5 and last four to six, stretches two at least, rest six.
  private static let shape = ActivityCover.Shape(
    intervalsADay: 8, minutes: 60, starts: [0, 3, 5], lengths: [4, 5, 6], leastStretch: 2, leastRest: 6, activities: 2,
    first: 2)

  private func cover(_ dice: inout Dice, days: Int) -> ActivityCover {
    let goals = (0..<days * 16).map { _ in
      ActivityGoal(least: dice.below(2), most: 1, missing: 40)
    }
    return ActivityCover(Self.shape, goals: goals)
  }

  private func problem(_ seed: Int, people: Int = 1) -> TourProblem {
    var dice = Dice(seed: UInt64(seed))
    let cover = cover(&dice, days: 3)
    let limits = (0..<people).map { _ in
      TourLimits(
        name: "Ana", most: [Int](repeating: 4, count: 9), minutes: 240...(240 * (1 + dice.below(4))), longestRun: 2,
        shortestRun: 1, shortestOff: 1, mostWeekends: .max, daysOff: [],
        prices: (0..<4 * 9).map { _ in Double(dice.below(21)) - 10 }, constant: 0)
    }
    return TourProblem(firstWeekday: 0, people: limits, activities: cover)
  }

  /// All ways to fill so many intervals with stretches of two or more.
  private func fillings(_ length: Int) -> [[ActivityStretch]] {
    if length == 0 { return [[]] }
    return (2...max(2, length)).filter { $0 <= length }.flatMap { last in
      fillings(length - last).flatMap { before in
        (0..<2).map { before + [ActivityStretch(activity: $0, intervals: last)] }
      }
    }
  }

  @Test(arguments: 1...20)
  func `the best activities of every duty are those found by trying all`(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let cover = cover(&dice, days: 3)
    let duals = cover.sides.map { _ in Double(dice.below(41)) - 20 }
    let menu = cover.menu(kind: 0, duals: duals, days: 0..<cover.days)
    for (duty, span) in Self.shape.spans.enumerated() {
      for day in 0..<cover.days {
        let line = day * cover.duties.count + duty
        let first = day * 8 + span.lowerBound - 2
        guard first >= 0, first + span.count <= 24 else {
          #expect(menu.values[line] == .infinity)
          continue
        }
        let worths = fillings(span.count).map { stretches in
          var (at, worth) = (first, 0.0)
          for stretch in stretches {
            for interval in at..<at + stretch.intervals { worth += duals[interval * 2 + stretch.activity] }
            at += stretch.intervals
          }
          return worth
        }
        #expect(menu.values[line] == -(worths.max() ?? 0))
        let rows = cover.rows(kind: 0, day: day, duty: duty, way: menu.ways[line])
        #expect(rows.count == span.count && -rows.reduce(0) { $0 + duals[Int($1.0)] * $1.1 } == menu.values[line])
        #expect(cover.stretches(duty: duty, way: menu.ways[line]).allSatisfy { $0.intervals >= 2 })
      }
    }
  }

  /// The rules read from their words: hours, days in a row, rest.
  private func isAllowed(_ tour: [Int], _ limits: TourLimits) -> Bool {
    let spans = Self.shape.spans
    let worked = tour.reduce(0) { $0 + ($1 < 0 ? 0 : spans[$1].count * 60) }
    guard limits.hours.budgets[0].allowed.contains(worked) else { return false }
    var run = 0
    for (day, duty) in tour.enumerated() {
      run = duty < 0 ? 0 : run + 1
      if run > limits.longestRun { return false }
      guard duty >= 0, day > 0, tour[day - 1] >= 0 else { continue }
      if spans[duty].lowerBound + 8 - spans[tour[day - 1]].upperBound < Self.shape.leastRest { return false }
    }
    return true
  }

  @Test(arguments: 1...25)
  func `where duties forbid more and more the cheapest tour is the one found by trying all`(seed: Int) throws {
    let problem = problem(seed)
    var dice = Dice(seed: UInt64(seed) + 100)
    let prices = (0..<36).map { _ in dice.below(12) == 0 ? Double.infinity : Double(dice.below(200)) - 120 }
    var best = Double.infinity
    for number in 0..<10_000 {
      let tour = [number / 1000, number / 100 % 10, number / 10 % 10, number % 10].map { $0 - 1 }
      guard isAllowed(tour, problem.people[0]) else { continue }
      let cost = tour.enumerated().reduce(0.0) { $0 + ($1.element < 0 ? 0 : prices[$1.offset * 9 + $1.element]) }
      best = min(best, cost)
    }
    var pricer = TourPricer(problem, person: 0)
    let found = pricer.cheapest(
      prices, mustWork: Array(repeating: false, count: 4), want: 2, scratch: TourScratch()
    ).first
    #expect((found?.cost ?? .infinity) == best)
    if let found { #expect(isAllowed(found.duties.map(Int.init), problem.people[0])) }
  }

  @Test(arguments: 1...2)
  func `tours on activities are found, counted again by hand, and never below their bound`(seed: Int) async {
    let problem = problem(seed, people: 4)
    let result = await TourSearch.run(problem, budget: TourSearch.Budget(work: 200_000, lanes: 1))
    #expect(result.bound <= result.objective + 1e-6 && result.bound > -.infinity)
    var cost = 0.0
    var there = [Int](repeating: 0, count: 48)
    for (person, tour) in result.duties.enumerated() {
      #expect(isAllowed(tour, problem.people[person]))
      for (day, duty) in tour.enumerated() where duty >= 0 {
        cost += problem.people[person].prices[day * 9 + duty]
        var at = day * 8 + Self.shape.spans[duty].lowerBound - 2
        for stretch in result.stretches[person][day] {
          for interval in at..<at + stretch.intervals { there[interval * 2 + stretch.activity] += 1 }
          at += stretch.intervals
        }
        #expect(at == day * 8 + Self.shape.spans[duty].upperBound - 2)
      }
    }
    var dice = Dice(seed: UInt64(seed))
    for (goal, count) in zip(cover(&dice, days: 3).goals, there) {
      let over = max(0, count - goal.most)
      cost += count < goal.least ? Double(goal.least - count) * 40 : Double(over * over)
    }
    #expect(abs(cost - result.objective) < 1e-6)
  }
}
