/// Who works which duty on which day, stripped to what the optimiser understands: limits, prices and cover.
///
/// A tour is one person's whole period. The contact centre and the public benchmarks both become this value;
/// the search below knows neither.
public struct TourProblem: Sendable {
  public let days: Int
  /// The weekday of day 0, 0 for Monday.
  public let firstWeekday: Int
  public let duties: [Duty]
  public let people: [TourLimits]
  /// What each day's cover of each duty should be, at `day * duties.count + duty`.
  public let cover: [CoverGoal]

  /// One kind of day's work.
  public struct Duty: Sendable {
    public let name: String
    /// Its length in minutes.
    public let minutes: Int
    /// Duties that may not follow it on the next day.
    public let notBefore: Set<Int>

    public init(name: String, minutes: Int, notBefore: Set<Int>) {
      self.name = name
      self.minutes = minutes
      self.notBefore = notBefore
    }
  }

  /// How many people a duty wants on a day, and what each one missing or too many costs.
  public struct CoverGoal: Sendable {
    public let needed: Int
    public let missing: Double
    public let surplus: Double

    public init(needed: Int, missing: Double, surplus: Double) {
      self.needed = needed
      self.missing = missing
      self.surplus = surplus
    }
  }

  public init(days: Int, firstWeekday: Int, duties: [Duty], people: [TourLimits], cover: [CoverGoal]) {
    precondition(cover.count == days * duties.count, "every duty of every day has a cover goal")
    self.days = days
    self.firstWeekday = firstWeekday
    self.duties = duties
    self.people = people
    self.cover = cover
  }

  /// Whether every objective is a whole number, so that a bound of 12.1 proves 13.
  var isIntegral: Bool {
    people.allSatisfy { $0.prices.allSatisfy { $0 == $0.rounded() } && $0.constant == $0.constant.rounded() }
      && cover.allSatisfy { $0.missing == $0.missing.rounded() && $0.surplus == $0.surplus.rounded() }
  }

  func isWeekend(_ day: Int) -> Bool { (firstWeekday + day) % 7 >= 5 }
  func isSunday(_ day: Int) -> Bool { (firstWeekday + day) % 7 == 6 }
}

/// What one person's tour must respect, and what its days cost.
public struct TourLimits: Sendable {
  public let name: String
  /// The most times each duty may be worked; 0 for never.
  public let most: [Int]
  public let minutes: ClosedRange<Int>
  public let longestRun: Int
  /// Shortest run of days worked and of days off; runs that touch an end of the period are exempt.
  public let shortestRun: Int
  public let shortestOff: Int
  public let mostWeekends: Int
  public let daysOff: Set<Int>
  /// The price of each duty on each day, at `day * duties + duty`.
  public let prices: [Double]
  /// A price that is paid whatever the tour.
  public let constant: Double

  public init(
    name: String, most: [Int], minutes: ClosedRange<Int>, longestRun: Int, shortestRun: Int, shortestOff: Int,
    mostWeekends: Int, daysOff: Set<Int>, prices: [Double], constant: Double
  ) {
    self.name = name
    self.most = most
    self.minutes = minutes
    self.longestRun = longestRun
    self.shortestRun = shortestRun
    self.shortestOff = shortestOff
    self.mostWeekends = mostWeekends
    self.daysOff = daysOff
    self.prices = prices
    self.constant = constant
  }
}

/// One person's whole period: the duty of each day, or -1 for a day off.
struct TourColumn: Hashable, Sendable {
  let person: Int
  let duties: [Int16]
  /// Without the cover.
  let cost: Double

  init(person: Int, duties: [Int16], in problem: TourProblem) {
    self.person = person
    self.duties = duties
    let limits = problem.people[person]
    let count = problem.duties.count
    cost = duties.enumerated().reduce(limits.constant) {
      $1.element < 0 ? $0 : $0 + limits.prices[$1.offset * count + Int($1.element)]
    }
  }
}

extension TourProblem {
  /// The cost of all tours together with the cover they leave.
  func cost(of tours: [TourColumn]) -> Double {
    zip(cover, counts(tours)).reduce(tours.reduce(0) { $0 + $1.cost }) { sum, line in
      let (goal, count) = line
      return sum
        + (count < goal.needed
          ? Double(goal.needed - count) * goal.missing : Double(count - goal.needed) * goal.surplus)
    }
  }

  /// How many of the tours cover each duty of each day.
  func counts(_ tours: [TourColumn]) -> [Int] {
    var counts = [Int](repeating: 0, count: cover.count)
    for tour in tours {
      for (day, duty) in tour.duties.enumerated() where duty >= 0 { counts[day * duties.count + Int(duty)] += 1 }
    }
    return counts
  }
}
