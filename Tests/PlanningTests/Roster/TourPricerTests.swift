import Testing

@testable import Planning

/// Exact pricing against every tour there is.
@Suite struct TourPricerTests {
  private static let duties = [
    TourProblem.Duty(name: "early", minutes: 480, notBefore: []),
    TourProblem.Duty(name: "late", minutes: 600, notBefore: [0]),
  ]

  private func problem(
    _ seed: Int, days: Int = 7, weekend: Double = 0, weeks: [Int] = [0], before: Int = 0
  )
    -> TourProblem
  {
    var dice = Dice(seed: UInt64(seed))
    let prices = (0..<days * 2).map { _ in dice.below(9) == 0 ? Double.infinity : Double(dice.below(200)) - 120 }
    var budgets: [TourHours.Budget] = []
    for first in weeks {
      let least = weeks.count == 1 ? dice.below(3) * 480 : 0
      var budget = TourHours.Budget(first: first, allowed: least...least + 480 + dice.below(4) * 480)
      if weeks.count > 1 {
        budget.promised = 1200
        budget.eachNotGiven = 0.25
        budget.regular = 960
        budget.eachOver = 0.125
      }
      budgets.append(budget)
    }
    var limits = TourLimits(
      name: "Ana", most: [1 + dice.below(4), dice.below(4)], hours: TourHours(budgets: budgets),
      longestRun: 2 + dice.below(3), shortestRun: before > 0 ? 1 : 1 + dice.below(2), shortestOff: 1 + dice.below(2),
      mostWeekends: before > 0 ? .max : dice.below(2), daysOff: [dice.below(days)], prices: prices)
    limits.weekendPrice = weekend
    limits.before = before
    if weeks.count > 1, seed % 3 > 0 {
      limits.mostShifts = 1 + dice.below(3)
      limits.shiftsBefore = dice.below(2)
    }
    return TourProblem(
      days: days, firstWeekday: dice.below(7), duties: Self.duties, people: [limits],
      cover: [CoverGoal](repeating: CoverGoal(needed: 0, missing: 0, surplus: 0), count: days * 2))
  }

  /// The rules read from their words, without a graph.
  private func isAllowed(_ tour: [Int16], _ problem: TourProblem) -> Bool {
    let limits = problem.people[0]
    let worked = tour.map { $0 >= 0 }
    for (day, duty) in tour.enumerated() where duty >= 0 {
      if limits.daysOff.contains(day) || limits.prices[day * 2 + Int(duty)] == .infinity { return false }
      if day > 0, tour[day - 1] >= 0, problem.duties[Int(tour[day - 1])].notBefore.contains(Int(duty)) { return false }
    }
    for duty in 0..<2 where tour.count(where: { Int($0) == duty }) > limits.most[duty] { return false }
    for (position, budget) in limits.hours.budgets.enumerated() {
      let days = tour.indices.filter { limits.hours.budget(of: $0) == position && worked[$0] }
      let carried = position == 0 ? limits.shiftsBefore : 0
      if !days.isEmpty, let most = limits.mostShifts, days.count + carried > most { return false }
      if !budget.allowed.contains(days.reduce(0) { $0 + problem.duties[Int(tour[$1])].minutes }) { return false }
    }
    var weekends: Set<Int> = []
    for day in tour.indices where worked[day] && problem.isWeekend(day) {
      weekends.insert(problem.isSunday(day) ? day : day + 1)
    }
    if weekends.count > limits.mostWeekends { return false }
    var from = 0
    while from < tour.count {
      let to = tour.indices.first { $0 > from && worked[$0] != worked[from] } ?? tour.count
      let touches = from == 0 || to == tour.count
      let length = to - from + (from == 0 && worked[from] ? limits.before : 0)
      if worked[from], length > limits.longestRun || (!touches && length < limits.shortestRun) { return false }
      if !worked[from], !touches, length < limits.shortestOff { return false }
      from = to
    }
    return true
  }

  private func bruteForce(_ problem: TourProblem) -> Double? {
    allowed(problem).map { problem.people[0].cost(of: $0, in: problem) }.min()
  }

  /// Every tour there is that the rules allow.
  private func allowed(_ problem: TourProblem) -> [[Int16]] {
    var total = 1
    for _ in 0..<problem.days { total *= 3 }
    return (0..<total).compactMap { number in
      var rest = number
      let tour = (0..<problem.days).map { _ -> Int16 in
        defer { rest /= 3 }
        return Int16(rest % 3) - 1
      }
      return isAllowed(tour, problem) ? tour : nil
    }
  }

  private func cheapest(_ problem: TourProblem) -> (cost: Double, duties: [Int16])? {
    var pricer = TourPricer(problem, person: 0)
    return pricer.cheapest(
      problem.people[0].prices, mustWork: Array(repeating: false, count: problem.days), want: 3, scratch: TourScratch()
    ).first
  }

  @Test(arguments: 1...60)
  func `the cheapest tour is the one found by trying all`(seed: Int) {
    let problem = problem(seed)
    let found = cheapest(problem)
    #expect(found?.cost == bruteForce(problem))
    if let found { #expect(isAllowed(found.duties, problem)) }
  }

  @Test(arguments: 1...40)
  func `weekly hours, weekends and days before are priced exactly`(seed: Int) {
    let problem = problem(seed, days: 8, weekend: 30, weeks: [0, 3], before: 1 + seed % 2)
    let found = cheapest(problem)
    #expect(found?.cost == bruteForce(problem))
    if let found {
      #expect(isAllowed(found.duties, problem))
      #expect(problem.people[0].cost(of: found.duties, in: problem) == found.cost)
    }
  }

  @Test(arguments: 1...40)
  func `all tours up to a cost are listed, each once, and no other`(seed: Int) throws {
    let problem = problem(seed, weekend: seed % 2 == 0 ? 30 : 0)
    let all = allowed(problem)
    let limit = (bruteForce(problem) ?? 0) + 150
    let pricer = TourPricer(problem, person: 0)
    let prices = problem.people[0].prices
    let listed = try #require(pricer.every(prices, upTo: limit, most: 5_000, scratch: TourScratch()))
    let cheap = all.filter { problem.people[0].cost(of: $0, in: problem) <= limit + 1e-9 }
    #expect(Set(listed) == Set(cheap) && listed.count == cheap.count)
    if cheap.count > 3 {
      #expect(pricer.every(prices, upTo: limit, most: 2, scratch: TourScratch()) == nil, "more than may be looked at")
    }
  }
}
