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
  /// What the tours are wanted for.
  let cover: any TourCover

  /// One kind of day's work.
  public struct Duty: Sendable {
    public let name: String
    /// Its paid length.
    public let minutes: Int
    /// Duties that may not follow it on the next day.
    public let notBefore: Set<Int>

    public init(name: String, minutes: Int, notBefore: Set<Int>) {
      self.name = name
      self.minutes = minutes
      self.notBefore = notBefore
    }
  }

  /// A problem in which each duty of each day wants a number of people.
  public init(days: Int, firstWeekday: Int, duties: [Duty], people: [TourLimits], cover goals: [CoverGoal]) {
    precondition(goals.count == days * duties.count, "every duty of every day has a cover goal")
    self.init(
      days: days, firstWeekday: firstWeekday, duties: duties, people: people,
      cover: DutyCover(goals: goals, duties: duties.count))
  }

  /// A problem in which duties are worked on activities, each wanted by so many people in each interval.
  public init(firstWeekday: Int, people: [TourLimits], activities: ActivityCover) {
    self.init(
      days: activities.days, firstWeekday: firstWeekday, duties: activities.duties, people: people, cover: activities)
  }

  init(days: Int, firstWeekday: Int, duties: [Duty], people: [TourLimits], cover: any TourCover) {
    self.days = days
    self.firstWeekday = firstWeekday
    self.duties = duties
    self.people = people
    self.cover = cover
  }

  /// Whether every objective is a whole number, so that a bound of 12.1 proves 13.
  var isIntegral: Bool {
    cover.isIntegral
      && people.allSatisfy {
        $0.hours.isHard && $0.weekendPrice == 0 && $0.constant == $0.constant.rounded()
          && $0.prices.allSatisfy { $0 == $0.rounded() }
      }
  }

  func isWeekend(_ day: Int) -> Bool { (firstWeekday + day) % 7 >= 5 }
  func isSunday(_ day: Int) -> Bool { (firstWeekday + day) % 7 == 6 }

  /// The cost of all tours together with the cover they leave.
  func cost(of tours: [TourColumn]) -> Double {
    tours.reduce(cover.loss(covered(tours), outside: 0..<0)) { $0 + $1.cost }
  }

  /// What the tours give to each row of the cover.
  func covered(_ tours: [TourColumn]) -> [Double] {
    var covered = [Double](repeating: 0, count: cover.sides.count)
    for tour in tours {
      for (row, amount) in zip(tour.rows, tour.amounts) { covered[Int(row)] += amount }
    }
    return covered
  }
}

/// One person's whole period: the duty of each day, or -1 for a day off, and how each covers its day.
struct TourColumn: Hashable, Sendable {
  let person: Int
  let duties: [Int16]
  /// How each duty is worked, in the cover's own terms.
  let ways: [DutyWay]
  /// Without the cover.
  let cost: Double
  let rows: [Int32]
  let amounts: [Double]

  init(person: Int, duties: [Int16], ways: [DutyWay], in problem: TourProblem) {
    self.person = person
    self.duties = duties
    self.ways = ways
    cost = problem.people[person].cost(of: duties, in: problem)
    var rows: [Int32] = []
    var amounts: [Double] = []
    let kind = problem.cover.kind(of: person)
    for (day, duty) in duties.enumerated() where duty >= 0 {
      for (row, amount) in problem.cover.rows(kind: kind, day: day, duty: Int(duty), way: ways[day]) {
        rows.append(row)
        amounts.append(amount)
      }
    }
    self.rows = rows
    self.amounts = amounts
  }

  static func == (left: TourColumn, right: TourColumn) -> Bool {
    left.person == right.person && left.duties == right.duties && left.ways == right.ways
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(person)
    hasher.combine(duties)
    hasher.combine(ways)
  }
}
