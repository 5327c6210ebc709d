/// Who works when: the shifts given to each agent, whole, with their breaks and queues.
public struct Roster: Hashable, Sendable, Codable {
  /// In the order of agents, then of days.
  public var shifts: [PlannedShift]

  public init(shifts: [PlannedShift] = []) {
    self.shifts = shifts.sorted { ($0.agent, $0.span.lowerBound) < ($1.agent, $1.span.lowerBound) }
  }

  /// The shifts of one agent in the order of time.
  public func shifts(of agent: Int) -> [PlannedShift] {
    shifts.filter { $0.agent == agent }.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// The shifts of every agent, each in the order of time, for `agents` people.
  func byAgent(_ agents: Int) -> [[PlannedShift]] {
    var lists = [[PlannedShift]](repeating: [], count: agents)
    for shift in shifts where lists.indices.contains(shift.agent) { lists[shift.agent].append(shift) }
    return lists.map { $0.sorted { $0.span.lowerBound < $1.span.lowerBound } }
  }
}

/// One agent's shift, on the period's axis of real minutes.
public struct PlannedShift: Hashable, Sendable, Codable {
  /// Position in the problem's agents.
  public let agent: Int
  /// The local day on which the shift starts; a shift past midnight belongs to it whole.
  public let day: Int
  public let span: Range<Int>
  /// Position in the problem's templates; `nil` for a shift made by hand.
  public let template: Int?
  /// Work and breaks without a hole between them, from start to end.
  public var activities: [PlannedActivity]

  public init(agent: Int, day: Int, span: Range<Int>, template: Int? = nil, activities: [PlannedActivity] = []) {
    self.agent = agent
    self.day = day
    self.span = span
    self.template = template
    self.activities = activities
  }

  /// Minutes that are paid: all but unpaid breaks.
  public var paidMinutes: Int {
    activities.reduce(span.count) { $1.kind == .rest(isPaid: false) ? $0 - $1.span.count : $0 }
  }

  /// Minutes of break, paid or not.
  public var breakMinutes: Int {
    activities.reduce(0) { sum, activity in
      if case .rest = activity.kind { sum + activity.span.count } else { sum }
    }
  }
}

/// A stretch of a shift: work on one queue, or a break.
public struct PlannedActivity: Hashable, Sendable, Codable {
  public let span: Range<Int>
  public let kind: Kind

  public enum Kind: Hashable, Sendable, Codable {
    /// Contacts of the queue at this position in the problem.
    case queue(position: Int)
    case rest(isPaid: Bool)
  }

  public init(_ span: Range<Int>, _ kind: Kind) {
    self.span = span
    self.kind = kind
  }
}
