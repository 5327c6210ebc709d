/// What tours are wanted for: rows to be filled, and the ways a duty fills them.
protocol TourCover: Sendable {
  /// The right-hand side of each row; what tours and cover columns give must equal it.
  var sides: [Double] { get }
  /// The day each row belongs to, in growing order.
  var dayOfRow: [Int] { get }
  /// Columns that are no tours: what is missing, what is too much, whom multi-skill work goes to.
  var columns: [CoverColumn] { get }
  /// How many days after its own a duty may still fill rows.
  var reach: Int { get }
  var isIntegral: Bool { get }

  /// People of one kind fill rows alike.
  func kind(of person: Int) -> Int

  /// The best way to work each duty of `days` at these duals: at `day * duties + duty`, what the rows are worth.
  func menu(kind: Int, duals: [Double], days: Range<Int>) -> CoverMenu

  /// The rows that a duty fills when worked this way.
  func rows(kind: Int, day: Int, duty: Int, way: DutyWay) -> [(Int32, Double)]

  /// The cost of covering the rows so far, those of the days `outside` left out.
  func loss(_ covered: [Double], outside: Range<Int>) -> Double

  /// What one more unit on each row would change, as prices for a first roster.
  func marginals(_ covered: [Double]) -> [Double]

  /// The activities of a duty that is worked this way, one after the other; none where a duty is one piece.
  func stretches(duty: Int, way: DutyWay) -> [ActivityStretch]
}

extension TourCover {
  func stretches(duty: Int, way: DutyWay) -> [ActivityStretch] { [] }
}

/// How a duty is worked, in the cover's own terms.
struct DutyWay: Hashable, Sendable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  static let only = DutyWay()
}

/// So many intervals on one activity.
public struct ActivityStretch: Hashable, Sendable {
  public let activity: Int
  public let intervals: Int
}

/// The worth of every duty's best way at some duals.
struct CoverMenu: Sendable {
  /// Minus the sum of the duals of the rows filled.
  var values: [Double]
  /// Empty when there is only one way.
  var ways: [DutyWay]
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

/// Cover by heads: each duty of each day wants a number of people.
struct DutyCover: TourCover {
  let goals: [CoverGoal]
  let duties: Int
  let sides: [Double]
  let dayOfRow: [Int]
  let columns: [CoverColumn]
  var reach: Int { 0 }

  init(goals: [CoverGoal], duties: Int) {
    self.goals = goals
    self.duties = duties
    sides = goals.map { Double($0.needed) }
    dayOfRow = goals.indices.map { $0 / duties }
    columns = goals.enumerated().flatMap { row, goal in
      [
        CoverColumn(kind: .missing(row: row), cost: goal.missing, rows: [Int32(row)], amounts: [1]),
        CoverColumn(kind: .surplus(row: row), cost: goal.surplus, rows: [Int32(row)], amounts: [-1]),
      ]
    }
  }

  var isIntegral: Bool {
    goals.allSatisfy { $0.missing == $0.missing.rounded() && $0.surplus == $0.surplus.rounded() }
  }

  func kind(of person: Int) -> Int { 0 }

  func menu(kind: Int, duals: [Double], days: Range<Int>) -> CoverMenu {
    CoverMenu(values: duals.map { -$0 }, ways: [])
  }

  func rows(kind: Int, day: Int, duty: Int, way: DutyWay) -> [(Int32, Double)] { [(Int32(day * duties + duty), 1)] }

  func loss(_ covered: [Double], outside: Range<Int>) -> Double {
    var loss = 0.0
    for (row, goal) in goals.enumerated() where !outside.contains(row / duties) {
      let missing = Double(goal.needed) - covered[row]
      loss += missing > 0 ? missing * goal.missing : -missing * goal.surplus
    }
    return loss
  }

  func marginals(_ covered: [Double]) -> [Double] {
    zip(goals, covered).map { $1 < Double($0.needed) ? -$0.missing : $0.surplus }
  }
}
