/// Somebody who can be given shifts.
public struct RosterAgent: Hashable, Sendable, Codable {
  public let id: Int64
  public let name: String
  /// Position in the problem's sites.
  public let site: Int
  public var skills: [AgentSkill]
  public var contract: RosterContract
  /// Days of the period on which the agent is employed.
  public var employed: Range<Int>
  /// Under eighteen: the rules for the young apply.
  public var isMinor: Bool
  /// Templates the agent may be given, by position; `nil` for all.
  public var templates: [Int]?
  /// Times the agent can work, by day, on the axis; a day without an entry is free all day, one with no ranges is not.
  public var availability: [Int: [Range<Int>]]
  /// Leave, sickness, training and meetings: nothing is planned over them.
  public var absences: [Absence]
  public var wishes: [Wish]
  /// Shifts that are already published in this period.
  public var published: [PlannedShift]
  /// Days on which the agent agreed to a change of what is published.
  public var consents: Set<Int>
  public var history: RosterHistory

  public init(
    id: Int64, name: String, site: Int = 0, skills: [AgentSkill], contract: RosterContract, employed: Range<Int>,
    isMinor: Bool = false, templates: [Int]? = nil, availability: [Int: [Range<Int>]] = [:],
    absences: [Absence] = [], wishes: [Wish] = [], published: [PlannedShift] = [], consents: Set<Int> = [],
    history: RosterHistory = RosterHistory()
  ) {
    self.id = id
    self.name = name
    self.site = site
    self.skills = skills
    self.contract = contract
    self.employed = employed
    self.isMinor = isMinor
    self.templates = templates
    self.availability = availability
    self.absences = absences
    self.wishes = wishes
    self.published = published
    self.consents = consents
    self.history = history
  }

  /// The skills that are live on `day`.
  func skills(on day: Int) -> [AgentSkill] { skills.filter { $0.live.contains(day) } }
}

/// Leave to work a queue, and how fast.
public struct AgentSkill: Hashable, Sendable, Codable {
  /// Position in the problem's queues.
  public let queue: Int
  /// Work done against a full agent's, in percent: somebody new may count 60.
  public let percent: Int
  /// Days on which the certificate holds.
  public let live: Range<Int>

  public init(queue: Int, percent: Int = 100, live: Range<Int> = -1_000_000..<1_000_000) {
    self.queue = queue
    self.percent = percent
    self.live = live
  }
}

/// What was agreed about hours; all of it paid minutes.
public struct RosterContract: Hashable, Sendable, Codable {
  /// Promised each week: less is paid for and costs ``RosterPrices/contractHourNotGiven``.
  public let minutesAWeek: Int
  /// The most in a week, overtime included.
  public let mostMinutesAWeek: Int
  public let mostMinutesADay: Int
  public let mostShiftsAWeek: Int

  public init(
    minutesAWeek: Int, mostMinutesAWeek: Int? = nil, mostMinutesADay: Int = 600, mostShiftsAWeek: Int = 6
  ) {
    self.minutesAWeek = minutesAWeek
    self.mostMinutesAWeek = mostMinutesAWeek ?? minutesAWeek
    self.mostMinutesADay = mostMinutesADay
    self.mostShiftsAWeek = mostShiftsAWeek
  }
}

/// A time at which somebody is away or in class.
public struct Absence: Hashable, Sendable, Codable {
  public let span: Range<Int>
  /// The planner's word for it: "leave", "training".
  public let reason: String

  public init(_ span: Range<Int>, reason: String) {
    self.span = span
    self.reason = reason
  }
}

/// A time somebody would rather not work.
public struct Wish: Hashable, Sendable, Codable {
  public let span: Range<Int>
  public let weight: Double

  public init(avoiding span: Range<Int>, weight: Double = 1) {
    self.span = span
    self.weight = weight
  }
}

/// What the days before the period still mean for it.
public struct RosterHistory: Hashable, Sendable, Codable {
  /// When the last shift before the period ended, on its axis: negative, or early on day 0.
  public let lastShiftEnds: Int?
  /// Days worked in a row up to the eve of day 0.
  public let daysInARow: Int
  /// Paid minutes and shifts already worked in the calendar week of day 0.
  public let minutesThisWeek: Int
  public let shiftsThisWeek: Int
  /// Weekends worked beyond the fair share so far: the ledger.
  public let weekendsOwed: Int

  public init(
    lastShiftEnds: Int? = nil, daysInARow: Int = 0, minutesThisWeek: Int = 0, shiftsThisWeek: Int = 0,
    weekendsOwed: Int = 0
  ) {
    self.lastShiftEnds = lastShiftEnds
    self.daysInARow = daysInARow
    self.minutesThisWeek = minutesThisWeek
    self.shiftsThisWeek = shiftsThisWeek
    self.weekendsOwed = weekendsOwed
  }
}
