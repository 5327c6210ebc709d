/// What one person's tour must respect, and what its days cost.
public struct TourLimits: Sendable {
  public let name: String
  /// The most times each duty may be worked; 0 for never.
  public let most: [Int]
  let hours: TourHours
  public let longestRun: Int
  /// Shortest run of days worked and of days off; runs that touch an end of the period are exempt.
  public let shortestRun: Int
  public let shortestOff: Int
  public let mostWeekends: Int
  public let daysOff: Set<Int>
  /// The price of each duty on each day, at `day * duties + duty`; infinite where it may not be worked.
  public let prices: [Double]
  /// A price that is paid whatever the tour.
  public let constant: Double
  /// The price of working a weekend at all.
  var weekendPrice = 0.0
  /// Days worked in a row before the period.
  var before = 0
  /// The most shifts in each budget of hours, and those already worked in the first; not together with weekends.
  var mostShifts: Int?
  var shiftsBefore = 0

  /// The limits of one person whose minutes are bounded over the whole period.
  public init(
    name: String, most: [Int], minutes: ClosedRange<Int>, longestRun: Int, shortestRun: Int, shortestOff: Int,
    mostWeekends: Int, daysOff: Set<Int>, prices: [Double], constant: Double
  ) {
    self.init(
      name: name, most: most, hours: TourHours(budgets: [TourHours.Budget(first: 0, allowed: minutes)]),
      longestRun: longestRun, shortestRun: shortestRun, shortestOff: shortestOff, mostWeekends: mostWeekends,
      daysOff: daysOff, prices: prices, constant: constant)
  }

  init(
    name: String, most: [Int], hours: TourHours, longestRun: Int, shortestRun: Int = 1, shortestOff: Int = 1,
    mostWeekends: Int = .max, daysOff: Set<Int> = [], prices: [Double], constant: Double = 0
  ) {
    self.name = name
    self.most = most
    self.hours = hours
    self.longestRun = longestRun
    self.shortestRun = shortestRun
    self.shortestOff = shortestOff
    self.mostWeekends = mostWeekends
    self.daysOff = daysOff
    self.prices = prices
    self.constant = constant
  }

  /// What a tour costs beside the cover.
  func cost(of duties: [Int16], in problem: TourProblem) -> Double {
    var cost = constant
    var minutes = [Int](repeating: 0, count: hours.budgets.count)
    for (day, duty) in duties.enumerated() where duty >= 0 {
      cost += prices[day * problem.duties.count + Int(duty)]
      minutes[hours.budget(of: day)] += problem.duties[Int(duty)].minutes
      if weekendPrice > 0, problem.isWeekend(day) {
        let saturdayWorked = problem.isSunday(day) && day > 0 && duties[day - 1] >= 0
        if !saturdayWorked { cost += weekendPrice }
      }
    }
    for (budget, worked) in zip(hours.budgets, minutes) { cost += budget.price(worked) }
    return cost
  }
}

/// How many minutes may be worked over which stretch of days, and what too few or too many cost.
struct TourHours: Sendable {
  /// In the order of days: each lasts until the next begins.
  let budgets: [Budget]

  struct Budget: Hashable, Sendable {
    let first: Int
    let allowed: ClosedRange<Int>
    /// Minutes promised, and the price of each that is not given.
    var promised = 0.0
    var eachNotGiven = 0.0
    /// Minutes after which overtime begins, and the price of each.
    var regular = Int.max
    var eachOver = 0.0

    init(first: Int, allowed: ClosedRange<Int>) {
      self.first = first
      self.allowed = allowed
    }

    func price(_ minutes: Int) -> Double {
      max(0, promised - Double(minutes)) * eachNotGiven + Double(max(0, minutes - min(regular, minutes))) * eachOver
    }
  }

  /// Nothing but the allowed range counts.
  var isHard: Bool { budgets.allSatisfy { $0.eachNotGiven == 0 && $0.eachOver == 0 } }

  func budget(of day: Int) -> Int { max(0, (budgets.firstIndex { $0.first > day } ?? budgets.count) - 1) }
}
