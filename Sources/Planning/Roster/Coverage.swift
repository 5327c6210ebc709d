/// Where the roster leaves work undone, and why.
public struct Coverage: Hashable, Sendable, Codable {
  /// Agent-hours needed, and the part of them that the roster covers, over all queues.
  public let neededHours: Double
  public let coveredHours: Double
  public let gaps: [Gap]

  /// Covered hours against needed ones; 1 when nothing is needed.
  public var share: Double { neededHours > 0 ? coveredHours / neededHours : 1 }

  /// One interval of one queue with too few agents.
  public struct Gap: Hashable, Sendable, Codable {
    public let queue: Int
    public let interval: Int
    public let missing: Double
    /// How many of the people who could help stand behind each reason, most first.
    public let reasons: [Reason]
    /// All of it in one sentence.
    public let words: String
  }

  /// So many people cannot fill the gap for one cause.
  public struct Reason: Hashable, Sendable, Codable {
    public let cause: Cause
    public let people: Int
  }

  /// Why somebody does not fill a gap.
  public enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
    case unskilled, elsewhere, onBreak, closed, away, unavailable, pinned, noShift, dayHours, weekHours, rest, run
    case weeklyRest, breaks, tooDear

    /// As it reads after so many people, or after one's name.
    func words(of people: Int) -> String {
      let (have, are, need, s) = people == 1 ? ("has", "is", "needs", "s") : ("have", "are", "need", "")
      return switch self {
      case .unskilled: "lack\(s) the skill"
      case .elsewhere: "work\(s) on another queue"
      case .onBreak: "\(are) on a break"
      case .closed: "work\(s) at a site that is closed"
      case .away: "\(are) away or in class"
      case .unavailable: "\(are) not available"
      case .pinned: "\(have) a published day that may not change"
      case .noShift: "\(have) no shift template that reaches it"
      case .dayHours: "may not work a shift that long"
      case .weekHours: "\(are) at the most hours of their week"
      case .rest: "\(need) rest before or after another shift"
      case .run: "\(have) worked their most days in a row"
      case .weeklyRest: "\(need) their weekly rest"
      case .breaks: "\(have) no shift with the breaks that are owed"
      case .tooDear: "could come, but a whole shift costs more than the gap"
      }
    }

    init(_ obstacle: Obstacle) {
      self =
        switch obstacle {
        case .closed: .closed
        case .away: .away
        case .unavailable: .unavailable
        case .unskilled: .unskilled
        case .pinned: .pinned
        case .dayHours: .dayHours
        case .weekHours: .weekHours
        case .rest: .rest
        case .run: .run
        case .weeklyRest: .weeklyRest
        case .breaks: .breaks
        }
    }
  }
}

// MARK: - From the board

extension Coverage {
  init(of board: RosterBoard) {
    let problem = board.problem
    let hours = Double(problem.period.intervalMinutes) / 60
    var reasons = GapReasons(board)
    var needed = 0.0
    var covered = 0.0
    var gaps: [Gap] = []
    for (position, queue) in problem.queues.enumerated() {
      for (interval, need) in queue.needed.enumerated() where need > 0 {
        let staffed = board.agents(position, interval)
        needed += Double(need) * hours
        covered += min(Double(need), staffed) * hours
        let missing = Double(need) - staffed
        guard missing > 1e-6 else { continue }
        let why = reasons.reasons(queue: position, interval: interval)
        let words = Self.words(problem, queue, interval, missing, why)
        gaps.append(Gap(queue: position, interval: interval, missing: missing, reasons: why, words: words))
      }
    }
    neededHours = needed
    coveredHours = covered
    self.gaps = gaps
  }

  private static func words(
    _ problem: RosterProblem, _ queue: RosterQueue, _ interval: Int, _ missing: Double, _ reasons: [Reason]
  ) -> String {
    let minute = interval * problem.period.intervalMinutes
    let clock = problem.sites.first?.clock ?? SiteClock(days: problem.period.days)
    let when = "\(problem.period.weekdayName(ofDay: clock.reading(at: minute).day)) \(clock.text(minute))"
    let tenths = Int((missing * 10).rounded())
    let count = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    if reasons.isEmpty { return "\(queue.name), \(when): \(count) short, and nobody has the skill" }
    let causes = reasons.map { "\($0.people) \($0.cause.words(of: $0.people))" }.joined(separator: ", ")
    return "\(queue.name), \(when): \(count) short; of the people with the skill \(causes)"
  }
}

extension RosterBoard {
  /// Everybody without a shift, with the first reason that keeps them off.
  var unplaced: [RosterDraft.Unplaced] {
    problem.agents.indices.compactMap { agent in
      guard tours[agent].days.allSatisfy({ $0 == nil }) else { return nil }
      let person = problem.agents[agent]
      let refused = menus[agent].refused.joined().map(\.obstacle)
      let first = Obstacle.allCases.max { left, right in
        refused.count { $0 == left } < refused.count { $0 == right }
      }
      let words: String
      if person.skills.isEmpty {
        words = "holds no skill"
      } else if menus[agent].shapes.allSatisfy(\.isEmpty) {
        words =
          refused.isEmpty ? "has no shift template" : first.map { Coverage.Cause($0).words(of: 1) } ?? ""
      } else {
        words = "no shift was worth its cost"
      }
      return RosterDraft.Unplaced(agent: agent, words: "\(person.name): \(words)")
    }
  }
}
