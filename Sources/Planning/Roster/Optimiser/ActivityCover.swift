/// Cover by activity: in each interval each activity wants at least and at most so many people.
///
/// A duty may begin at many times and last for many lengths; within it the activity may change, and each stretch of one
/// activity lasts a while. Which activity when is chosen against the prices of the intervals, exactly.
public struct ActivityCover: TourCover {
  public let days: Int
  /// Every start with every length, the starts outermost.
  public let duties: [TourProblem.Duty]
  let shape: Shape
  let goals: [ActivityGoal]
  let sides: [Double]
  let dayOfRow: [Int]
  let columns: [CoverColumn]
  let reach: Int
  var isIntegral: Bool { goals.allSatisfy { $0.missing == $0.missing.rounded() } }

  /// When duties begin, how long they last, and how time is cut.
  public struct Shape: Sendable {
    /// Intervals of a day, and of how many minutes each.
    public let intervalsADay: Int
    public let minutes: Int
    /// Intervals after midnight at which a duty may begin; intervals it may last.
    public let starts: [Int]
    public let lengths: [Int]
    /// The least intervals on one activity, and of rest between duties.
    public let leastStretch: Int
    public let leastRest: Int
    public let activities: Int
    /// How many intervals after midnight of day 0 the first goal lies.
    public let first: Int

    public init(
      intervalsADay: Int, minutes: Int, starts: [Int], lengths: [Int], leastStretch: Int, leastRest: Int,
      activities: Int, first: Int
    ) {
      self.intervalsADay = intervalsADay
      self.minutes = minutes
      self.starts = starts
      self.lengths = lengths
      self.leastStretch = leastStretch
      self.leastRest = leastRest
      self.activities = activities
      self.first = first
    }

    /// Each start with each length.
    var spans: [Range<Int>] { starts.flatMap { start in lengths.map { start..<start + $0 } } }
  }

  /// - Parameter goals: At `interval * activities + activity`.
  public init(_ shape: Shape, goals: [ActivityGoal]) {
    precondition(
      shape.activities < 32 && (shape.lengths.max() ?? 0) < 64
        && (shape.lengths.max() ?? 0) / max(1, shape.leastStretch) <= 10, "a way holds ten stretches")
    self.shape = shape
    self.goals = goals
    let intervals = goals.count / max(1, shape.activities)
    days = (shape.first + intervals + shape.intervalsADay - 1) / shape.intervalsADay
    let spans = shape.spans
    duties = spans.map { span in
      TourProblem.Duty(
        name: "\(span.lowerBound)+\(span.count)", minutes: span.count * shape.minutes,
        notBefore: Set(
          spans.indices.filter {
            spans[$0].lowerBound + shape.intervalsADay - span.upperBound < shape.leastRest
          }))
    }
    reach = spans.contains { $0.upperBound > shape.intervalsADay } ? 1 : 0
    sides = goals.map { Double($0.least) }
    dayOfRow = goals.indices.map { (shape.first + $0 / shape.activities) / shape.intervalsADay }
    columns = goals.enumerated().flatMap { $1.columns(row: $0) }
  }

  func kind(of person: Int) -> Int { 0 }

  // MARK: - Ways

  /// The interval in which a duty of a day begins; `nil` when it leaves the intervals that have goals.
  private func start(day: Int, duty: Range<Int>) -> Int? {
    let first = day * shape.intervalsADay + duty.lowerBound - shape.first
    return first >= 0 && (first + duty.count) * shape.activities <= goals.count ? first : nil
  }

  func menu(kind: Int, duals: [Double], days: Range<Int>) -> CoverMenu {
    var menu = CoverMenu(
      values: [Double](repeating: .infinity, count: self.days * duties.count),
      ways: [DutyWay](repeating: .only, count: self.days * duties.count))
    let longest = shape.lengths.max() ?? 0
    let intervals = goals.count / max(1, shape.activities)
    var chain = ActivityChain(shape, longest: longest)
    for day in days {
      for (position, start) in shape.starts.enumerated() {
        let first = day * shape.intervalsADay + start - shape.first
        guard first >= 0, first < intervals else { continue }
        let reached = min(longest, intervals - first)
        chain.fill(duals, from: first, length: reached)
        for (size, length) in shape.lengths.enumerated() where length <= reached {
          let line = day * duties.count + position * shape.lengths.count + size
          menu.values[line] = -chain.best[length]
          menu.ways[line] = chain.way(length)
        }
      }
    }
    return menu
  }

  func stretches(duty: Int, way: DutyWay) -> [ActivityStretch] {
    (0..<10).compactMap { position in
      let bits = (position < 5 ? way.low : way.high) >> UInt64(11 * (position % 5))
      let stretch = ActivityStretch(activity: Int(bits & 31), intervals: Int(bits >> 5 & 63))
      return stretch.intervals > 0 ? stretch : nil
    }
  }

  func rows(kind: Int, day: Int, duty: Int, way: DutyWay) -> [(Int32, Double)] {
    let starts = shape.starts[duty / shape.lengths.count]
    guard var at = start(day: day, duty: starts..<starts + shape.lengths[duty % shape.lengths.count]) else { return [] }
    return stretches(duty: duty, way: way).flatMap { stretch -> [(Int32, Double)] in
      defer { at += stretch.intervals }
      return (at..<at + stretch.intervals).map { (Int32($0 * shape.activities + stretch.activity), 1) }
    }
  }

  // MARK: - Cost

  func loss(_ covered: [Double], outside: Range<Int>) -> Double {
    var loss = 0.0
    for (row, goal) in goals.enumerated() where !outside.contains(dayOfRow[row]) {
      loss += goal.loss(Int(covered[row].rounded()))
    }
    return loss
  }

  func marginals(_ covered: [Double]) -> [Double] {
    zip(goals, covered).map { goal, covered in
      let there = Int(covered.rounded())
      return goal.loss(there + 1) - goal.loss(there)
    }
  }
}

/// How many people an activity wants in an interval: each one missing costs alike, too many cost their number's square.
public struct ActivityGoal: Hashable, Sendable {
  public let least: Int
  public let most: Int
  public let missing: Double

  public init(least: Int, most: Int, missing: Double) {
    self.least = least
    self.most = max(least, most)
    self.missing = missing
  }

  func loss(_ there: Int) -> Double {
    if there < least { return Double(least - there) * missing }
    let over = Double(max(0, there - most))
    return over * over
  }

  /// Up to this many too many have a step of their own; beyond it each costs what the next step would.
  private static let steps = 12

  func columns(row: Int) -> [CoverColumn] {
    let place = [Int32(row)]
    var columns = [CoverColumn(kind: .missing(row: row), cost: missing, rows: place, amounts: [1])]
    if most > least {
      columns.append(
        CoverColumn(kind: .step(row: row, 0), cost: 0, bounds: 0...Double(most - least), rows: place, amounts: [-1]))
    }
    for step in 1...Self.steps {
      columns.append(
        CoverColumn(
          kind: .step(row: row, step), cost: Double(2 * step - 1),
          bounds: 0...(step < Self.steps ? 1 : .infinity), rows: place, amounts: [-1]))
    }
    return columns
  }
}

/// The best activities of duties that begin in one interval, for every length at once.
struct ActivityChain {
  private let shape: ActivityCover.Shape
  /// The most a duty of each length is worth; minus infinity where no stretches fill it.
  private(set) var best: [Double]
  /// The last activity of the best, and where its stretch begins; at `length * activities + activity` for each.
  private var last: [Int]
  private var begins: [Int]
  private var sums: [Double]
  private var ends: [Double]

  init(_ shape: ActivityCover.Shape, longest: Int) {
    self.shape = shape
    best = Array(repeating: -.infinity, count: longest + 1)
    last = Array(repeating: 0, count: longest + 1)
    begins = Array(repeating: 0, count: (longest + 1) * shape.activities)
    sums = Array(repeating: 0, count: (longest + 1) * shape.activities)
    ends = sums
  }

  mutating func fill(_ worth: [Double], from first: Int, length: Int) {
    let count = shape.activities
    best[0] = 0
    for activity in 0..<count { sums[activity] = 0 }
    // What is lost by beginning a stretch of an activity at its best place so far.
    var open = [(value: Double, at: Int)](repeating: (-.infinity, 0), count: count)
    for at in 1...max(1, length) where at <= length {
      best[at] = -.infinity
      let before = at - shape.leastStretch
      for activity in 0..<count {
        let sum = sums[(at - 1) * count + activity] + worth[(first + at - 1) * count + activity]
        sums[at * count + activity] = sum
        if before < 0 { continue }
        let value = best[before] - sums[before * count + activity]
        if value > open[activity].value { open[activity] = (value, before) }
        begins[at * count + activity] = open[activity].at
        if sum + open[activity].value > best[at] {
          best[at] = sum + open[activity].value
          last[at] = activity
        }
      }
    }
  }

  /// The stretches of the best duty of a length, 11 bits each: the activity, and how many intervals.
  func way(_ length: Int) -> DutyWay {
    var stretches: [UInt64] = []
    var at = length
    while at > 0 {
      let begin = begins[at * shape.activities + last[at]]
      stretches.append(UInt64(last[at]) | UInt64(at - begin) << 5)
      at = begin
    }
    var way = DutyWay.only
    for (position, stretch) in stretches.reversed().enumerated() {
      let shifted = stretch << UInt64(11 * (position % 5))
      if position < 5 { way.low |= shifted } else { way.high |= shifted }
    }
    return way
  }
}
