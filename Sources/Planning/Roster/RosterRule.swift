/// One thing the law, the contract or the house asks of a roster.
///
/// A rule has two faces that never call each other. ``breaches(by:working:in:)`` reads a finished roster and
/// explains what is wrong: it is the check. ``limit(_:of:in:)`` tells the search beforehand what is left free:
/// a resource, a forbidden stretch, a duty. Tests play one against the other.
protocol RosterRule: Sendable {
  /// What a planner reads in a report: "at least 11 h between shifts".
  var name: String { get }
  /// Where it is written.
  var citation: String { get }

  /// Every breach in one agent's shifts, which come in the order of time.
  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach]

  /// Narrows what the search may give the agent.
  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem)
}

/// A rule broken by one agent on one day, in words.
public struct RuleBreach: Hashable, Sendable, Codable, CustomStringConvertible {
  public let agent: Int
  public let day: Int
  public let rule: String
  public let citation: String
  /// Who, when, what happened and what is owed.
  public let words: String

  public var description: String { "\(words) (\(rule); \(citation))" }
}

extension RosterRule {
  func breach(
    _ agent: Int, on day: Int, in problem: RosterProblem, _ words: String
  ) -> RuleBreach {
    let weekday = problem.period.weekdayName(ofDay: day)
    return RuleBreach(
      agent: agent, day: day, rule: name, citation: citation,
      words: "\(problem.agents[agent].name), \(weekday) of day \(day): \(words)")
  }
}

extension Roster {
  /// Every rule that the roster breaks, judged by the rules' evaluators alone.
  ///
  /// Shares no code with the search: a roster made by hand or by another program is judged alike.
  public func breaches(in problem: RosterProblem) -> [RuleBreach] {
    byAgent(problem.agents.count).enumerated().flatMap { agent, shifts in
      problem.site(of: problem.agents[agent]).rules.rules.flatMap {
        $0.breaches(by: agent, working: shifts, in: problem)
      }
    }
  }
}

/// The rules of a site: the law's numbers and the house's own, as data.
public struct RuleBook: Hashable, Sendable, Codable {
  public var oneShiftAtATime = OneShiftAtATime()
  public var minimumRest: MinimumRest?
  public var longestRun: LongestRun?
  public var weeklyRest: WeeklyRest?
  public var longestDay: LongestDay?
  public var longestWeek: LongestWeek?
  public var youngWorkers: YoungWorkers?
  public var breaksByLength: BreaksByLength?
  public var noticeWindow: NoticeWindow?
  public var contractHours = ContractHours()
  public var skillGate = SkillGate()
  public var openingHours = OpeningHours()
  public var availability = AvailabilityKept()
  public var shiftPattern = ShiftPattern()

  public init() {}

  /// The rules that apply, in the order in which they are reported.
  var rules: [any RosterRule] {
    let optional: [(any RosterRule)?] = [
      minimumRest, longestRun, weeklyRest, longestDay, longestWeek, youngWorkers, breaksByLength, noticeWindow,
    ]
    return [oneShiftAtATime, contractHours, skillGate, openingHours, availability, shiftPattern]
      + optional.compactMap(\.self)
  }
}
