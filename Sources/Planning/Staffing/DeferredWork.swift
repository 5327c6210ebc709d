// E-mail and tickets may wait, but not beyond their deadline. Served earliest deadline first, a capacity is enough
// exactly when, in every window of intervals, the work that arrives in it and falls due in it fits into the window's
// open time. So the least constant level is the largest such quotient, and the window that gives it is the explanation.

/// Work that may be done later: how much arrives when, and by when it must be done.
public struct DeferredWork: Sendable, Hashable, Codable {
  /// Work arriving by interval, in agents busy for an interval; it can be taken up from the next interval on.
  public let arriving: [Double]
  /// The last interval in which the work of each interval may be done.
  public let due: [Int]
  /// Whether anybody works in the interval.
  public let open: [Bool]
  /// Work already there at the start.
  public let backlog: Double
  /// The last interval in which the backlog may be done.
  public let backlogDue: Int

  /// - Throws: ``PlanningError/noOpenTimeBeforeDeadline(interval:)`` when no capacity could be enough.
  public init(
    arriving: [Double], due: [Int], open: [Bool], backlog: Double = 0, backlogDue: Int? = nil
  ) throws(PlanningError) {
    precondition(arriving.count == due.count && due.count == open.count, "each interval has work, a deadline and hours")
    self.arriving = arriving
    self.due = due.map { min($0, open.count - 1) }
    self.open = open
    self.backlog = backlog
    self.backlogDue = min(backlogDue ?? open.count - 1, open.count - 1)
    for interval in arriving.indices.dropLast() where arriving[interval] > 0 {
      guard self.due[interval] > interval, open[(interval + 1)...self.due[interval]].contains(true) else {
        throw .noOpenTimeBeforeDeadline(interval: interval)
      }
    }
    if backlog > 0, !open[0...self.backlogDue].contains(true) { throw .noOpenTimeBeforeDeadline(interval: 0) }
  }

  /// Work due within a number of open intervals after it arrives.
  public init(
    arriving: [Double], dueWithinOpenIntervals goal: Int, open: [Bool], backlog: Double = 0
  ) throws(PlanningError) {
    let opening = open.indices.filter { open[$0] }
    var next = 0
    let due = open.indices.map { interval in
      while next < opening.count, opening[next] <= interval { next += 1 }
      let place = next + goal - 1
      return place < opening.count ? opening[place] : open.count - 1
    }
    try self.init(
      arriving: arriving, due: due, open: open, backlog: backlog,
      backlogDue: goal <= opening.count ? opening[goal - 1] : open.count - 1)
  }

  /// The least level that does everything in time, and the window that asks for it.
  public struct Level: Sendable, Hashable, Codable {
    public let agents: Double
    /// The first and last interval of the window that binds.
    public let window: ClosedRange<Int>
    /// Work that arrives and falls due in the window.
    public let work: Double
    /// Open intervals of the window.
    public let openIntervals: Int
  }

  /// The least number of agents, the same in every open interval, that does all work in time; nil when there is none.
  public var constantLevel: Level? {
    var best: Level?
    forEachWindow { window, work in
      let open = self.open[window].lazy.filter { $0 }.count
      guard open > 0 else { return }
      let agents = work / Double(open)
      if agents > (best?.agents ?? 0) + 1e-12 {
        best = Level(agents: agents, window: window, work: work, openIntervals: open)
      }
    }
    return best
  }

  /// The work of each window, for windows that end where some work falls due.
  ///
  /// - Parameter longest: The most intervals a window has; with a limit, windows are left out that another of the same
  ///   open time and no less work makes needless.
  private func forEachWindow(upTo longest: Int? = nil, _ body: (ClosedRange<Int>, Double) -> Void) {
    var dueAt = [Double](repeating: 0, count: open.count)
    for first in stride(from: open.count - 1, through: 0, by: -1) {
      if first > 0 { dueAt[due[first - 1]] += arriving[first - 1] } else { dueAt[backlogDue] += backlog }
      var work = 0.0
      // One interval earlier, when that is closed, the window has the same open time and no less work.
      if longest != nil, first > 0, !open[first - 1] { continue }
      for last in first..<min(open.count, first + (longest ?? open.count)) where dueAt[last] > 0 {
        work += dueAt[last]
        body(first...last, work)
      }
    }
  }
}

// MARK: - A level for each day

extension DeferredWork {
  /// The levels by day that do all work in time with the fewest agent-intervals.
  ///
  /// Short windows nearly always bind, so only they are looked at first; where serving the work by the levels they give
  /// still leaves some late, all windows are.
  ///
  /// - Parameters:
  ///   - intervalsPerDay: How many intervals make a day.
  ///   - least: Levels by day that are there in any case; days left out have none.
  public func dailyLevels(intervalsPerDay: Int, atLeast least: [Double] = []) throws(PlanningError) -> [Double] {
    let short = try dailyLevels(intervalsPerDay, least, longestWindow: 4 * intervalsPerDay)
    let late = served(by: open.indices.map { short[$0 / intervalsPerDay] }).late
    return late <= 1e-6 ? short : try dailyLevels(intervalsPerDay, least, longestWindow: open.count)
  }

  /// Each day's own work spread evenly over its open intervals: the smoothest pace that keeps up.
  public func evenLevels(intervalsPerDay: Int) -> [Double] {
    stride(from: 0, to: open.count, by: intervalsPerDay).map { first in
      let day = first..<min(first + intervalsPerDay, open.count)
      let hours = openIntervals(day.lowerBound...day.upperBound - 1)
      return hours > 0 ? arriving[day].reduce(0, +) / Double(hours) : 0
    }
  }

  private func dailyLevels(
    _ intervalsPerDay: Int, _ least: [Double], longestWindow: Int
  ) throws(PlanningError) -> [Double] {
    let days = (open.count + intervalsPerDay - 1) / intervalsPerDay
    var programme = LinearProgramme()
    for day in 0..<days {
      let hours = openIntervals(day * intervalsPerDay...min((day + 1) * intervalsPerDay, open.count) - 1)
      programme.columns.append(.init(cost: Double(hours), upper: hours > 0 ? .infinity : 0, isWhole: false))
    }
    let least = least + [Double](repeating: 0, count: max(0, days - least.count))
    var levels = Array(least.prefix(days))
    while true {
      let broken = brokenWindows(levels, intervalsPerDay, longestWindow)
      guard !broken.isEmpty else { return levels }
      programme.rows += broken.map { row($0.window, work: $0.work, intervalsPerDay, least) }
      levels = zip(try programme.solved().values, least).map { $0 + $1 }
    }
  }

  /// For each first interval, the window that the levels miss by most.
  private func brokenWindows(
    _ levels: [Double], _ intervalsPerDay: Int, _ longestWindow: Int
  ) -> [(window: ClosedRange<Int>, work: Double)] {
    var capacity = [0.0]
    for interval in open.indices {
      capacity.append(capacity[interval] + (open[interval] ? levels[interval / intervalsPerDay] : 0))
    }
    var worst: [Int: (window: ClosedRange<Int>, work: Double, missing: Double)] = [:]
    forEachWindow(upTo: longestWindow) { window, work in
      let missing = work - (capacity[window.upperBound + 1] - capacity[window.lowerBound])
      if missing > max(1e-7, worst[window.lowerBound]?.missing ?? 0) {
        worst[window.lowerBound] = (window, work, missing)
      }
    }
    return worst.sorted { $0.key < $1.key }.map { ($0.value.window, $0.value.work) }
  }

  /// What the window asks of the levels beyond what is there in any case.
  private func row(
    _ window: ClosedRange<Int>, work: Double, _ intervalsPerDay: Int, _ least: [Double]
  ) -> LinearProgramme.Row {
    let days = window.lowerBound / intervalsPerDay...window.upperBound / intervalsPerDay
    let terms = days.map { day in
      let hours = (day * intervalsPerDay...(day + 1) * intervalsPerDay - 1).clamped(to: window)
      return (column: day, factor: Double(openIntervals(hours)))
    }
    return .init(terms: terms, atLeast: work - terms.reduce(0) { $0 + $1.factor * least[$1.column] })
  }

  private func openIntervals(_ window: ClosedRange<Int>) -> Int {
    open[window].reduce(0) { $0 + ($1 ? 1 : 0) }
  }
}
