import Testing

@testable import Planning

/// The search against every roster there is, on problems small enough to try them all.
@Suite struct TourSearchTests {
  private func problem(_ seed: Int, people: Int = 2, days: Int = 5) -> TourProblem {
    var dice = Dice(seed: UInt64(seed))
    let duties = [
      TourProblem.Duty(name: "early", minutes: 480, notBefore: []),
      TourProblem.Duty(name: "late", minutes: 480, notBefore: [0]),
    ]
    let limits = (0..<people).map { person in
      TourLimits(
        name: "\(person)", most: [3, 1 + dice.below(3)], minutes: 480...480 * (2 + dice.below(3)),
        longestRun: 2 + dice.below(2), shortestRun: 1 + dice.below(2), shortestOff: 1, mostWeekends: dice.below(2),
        daysOff: [dice.below(days)], prices: (0..<days * 2).map { _ in Double(dice.below(21)) - 10 },
        constant: Double(dice.below(5)))
    }
    return TourProblem(
      days: days, firstWeekday: dice.below(7), duties: duties, people: limits,
      cover: (0..<days * 2).map { _ in CoverGoal(needed: dice.below(3), missing: 25, surplus: 3) })
  }

  /// Every tour of a person that pricing with forbidding prices confirms: one duty line at a time.
  private func tours(_ person: Int, _ problem: TourProblem) -> [TourColumn] {
    var pricer = TourPricer(problem, person: person)
    let scratch = TourScratch()
    var total = 1
    for _ in 0..<problem.days { total *= 3 }
    return (0..<total).compactMap { number in
      var rest = number
      var prices = [Double](repeating: .infinity, count: problem.days * 2)
      var works = [Bool](repeating: false, count: problem.days)
      for day in 0..<problem.days {
        let duty = rest % 3 - 1
        rest /= 3
        guard duty >= 0 else { continue }
        prices[day * 2 + duty] = 0
        works[day] = true
      }
      return pricer.cheapest(prices, mustWork: works, want: 1, scratch: scratch).first.map {
        TourColumn(person: person, duties: $0.duties, ways: Array(repeating: .only, count: problem.days), in: problem)
      }
    }
  }

  private func bruteForce(_ problem: TourProblem) -> Double? {
    let lists = problem.people.indices.map { tours($0, problem) }
    var best: Double?
    for first in lists[0] {
      for second in lists[1] {
        let cost = problem.cost(of: [first, second])
        best = min(best ?? cost, cost)
      }
    }
    return best
  }

  @Test(arguments: 1...12)
  func `the search proves what trying all finds`(seed: Int) async {
    let problem = problem(seed)
    let result = await TourSearch.run(
      problem, budget: TourSearch.Budget(work: 20_000_000, lanes: 1))
    if let best = bruteForce(problem) {
      #expect(result.objective == best)
      #expect(result.isProven)
      #expect(result.bound == best)
    } else {
      #expect(result.duties.isEmpty)
    }
  }

  @Test(arguments: 1...12)
  func `however prices begin and days are decided, tours are lawful and the bound is the same`(seed: Int) throws {
    let problem = problem(seed, people: 6, days: 14)
    let pricers = TourPricer.all(problem)
    let scratch = TourScratch()
    let free = [Bool](repeating: false, count: problem.days)
    let first = problem.people.indices.compactMap { person -> TourColumn? in
      var pricer = pricers[person]
      return pricer.cheapest(problem.people[person].prices, mustWork: free, want: 1, scratch: scratch).first.map {
        TourColumn(person: person, duties: $0.duties, ways: free.map { _ in .only }, in: problem)
      }
    }
    try #require(first.count == problem.people.count)
    var efforts = Array(repeating: ColumnGeneration.Effort(), count: 4)
    efforts[1].isFine = true
    efforts[2].ascends = true
    efforts[3].isFine = true
    efforts[3].ascends = true
    efforts[3].dives = 4
    let whole = Neighbourhood(people: Array(problem.people.indices), days: 0..<problem.days, tours: first)
    let outcomes = efforts.map { effort in
      var generation = ColumnGeneration(problem, whole, pricers: pricers, pool: [], effort: effort)
      return generation.solve { false }
    }
    for outcome in outcomes {
      #expect(roundedUp(outcome.bound, true) == roundedUp(outcomes[0].bound, true))
      let found = try #require(outcome.tours)
      #expect(problem.cost(of: found) >= outcome.bound - 1e-6)
      for tour in found {
        let prices = (0..<problem.days * 2).map { Int(tour.duties[$0 / 2]) == $0 % 2 ? 0 : Double.infinity }
        var pricer = pricers[tour.person]
        let again = pricer.cheapest(prices, mustWork: tour.duties.map { $0 >= 0 }, want: 1, scratch: scratch).first
        #expect(again?.duties == tour.duties, "tour of \(tour.person)")
      }
    }
  }

  @Test(arguments: 1...6)
  func `every look of an ascent bounds every roster, and its best is never lost`(seed: Int) throws {
    let problem = problem(seed, people: 2, days: 5)
    guard let best = bruteForce(problem) else { return }
    var search = TourSearch(problem, 1, TourSearch.Budget(lanes: 1), start: nil, nil)
    let begins = search.begin()
    try #require(begins)
    let whole = Neighbourhood(people: [0, 1], days: 0..<5, tours: search.tours)
    var effort = ColumnGeneration.Effort()
    effort.ascends = true
    effort.rounds = 0
    var generation = ColumnGeneration(
      problem, whole, pricers: TourPricer.all(problem), pool: [], effort: effort)
    let outcome = generation.solve { false }
    #expect(outcome.bound.isFinite)
    #expect(outcome.bound <= best + 1e-6)
  }

  @Test func `a day held to a duty, to off, or to anything but either, can be opened again`() {
    let problem = problem(1)
    let area = Neighbourhood(people: [0, 1], days: 0..<5, tours: [])
    let open = OpenDays(problem, 0, area, [])
    var held = open
    held.hold(1, to: 0, true)
    #expect(!held.isOpen(1))
    #expect(held.mustWork[1])
    held = open
    held.hold(1, to: -1, true)
    #expect(!held.isOpen(1))
    #expect(!held.mustWork[1])
    held = open
    held.hold(1, to: 0, false)
    #expect(held.isOpen(1))
    #expect(held.prices[2] == .infinity)
    #expect(!held.mustWork[1])
    held.hold(1, to: -1, false)
    #expect(!held.isOpen(1), "only the other duty is left")
    #expect(held.mustWork[1])
  }

  @Test func `the same seed, lanes and work give the same tours`() async {
    let problem = problem(5, people: 6, days: 14)
    let runs = [
      await TourSearch.run(problem, seed: 3, budget: TourSearch.Budget(work: 2_000_000, lanes: 2)),
      await TourSearch.run(problem, seed: 3, budget: TourSearch.Budget(work: 2_000_000, lanes: 2)),
    ]
    #expect(runs[0].duties == runs[1].duties)
    #expect(runs[0].work == runs[1].work)
    #expect(runs[0].bound <= runs[0].objective)
  }
}
