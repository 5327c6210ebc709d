public import Postgres
public import Store

/// A day that goes otherwise than planned: what to expect of the rest of it, and the few changes that mend it.
///
/// Nothing is changed by asking; whoever publishes decides.
public struct DayAdvice: Codable, Sendable {
  public let day: LocalDate
  /// From when on changes are possible, on the clock of the site that counts the orders.
  public let from: LocalTime
  public let queues: [QueueOutlook]
  /// People who work that day and will not be there.
  public let absent: [String]
  public let proposals: [DayProposal]
  /// Agent-minutes missing in the rest of the day: as published, without those who are away, and after the proposals.
  public let shortPublished: Int
  public let shortNow: Int
  public let shortAfter: Int
  public let currency: String

  /// What the proposals cost together, in minor units; `nil` where the cost of one is not known.
  public var costMinor: Int? {
    let costs = proposals.compactMap(\.costMinor)
    return costs.count == proposals.count ? costs.reduce(0, +) : nil
  }
}

/// One queue for the rest of a day.
public struct QueueOutlook: Codable, Hashable, Sendable {
  public let queue: String
  /// Contacts so far; `nil` where nobody counted them.
  public let seen: Double?
  /// Contacts that were forecast up to then.
  public let expected: Double
  /// Contacts still to come, as forecast and as the day so far tells.
  public let planned: Double
  public let ahead: Double
  /// Share expected to be answered in time in the rest of the day, as published, now and after the proposals; `nil`
  /// for deferred queues and where nothing is to come.
  public let answeredPublished: Double?
  public let answeredNow: Double?
  public let answeredAfter: Double?
  /// Agent-minutes missing now and after.
  public let shortNow: Int
  public let shortAfter: Int
}

/// One change for one person, or one that anybody of several may take.
public struct DayProposal: Codable, Hashable, Sendable {
  /// `move`, `break`, `offer` or `release`; of a break the hours are those it comes to lie in.
  public let kind: String
  public let person: Int64
  public let name: String
  public let site: String
  public let shift: Int64?
  public let from: LocalTime
  public let until: LocalTime
  public let queue: String
  /// The queue that a move leaves.
  public let leaves: String?
  public let minutes: Int
  /// Minor units; below 0 where hours are saved; `nil` where nobody noted what an hour costs.
  public let costMinor: Int?
  /// How to do it.
  public let next: String
}

/// What advice on a day is asked for.
public struct DayRequest: Sendable {
  public let day: LocalDate
  /// The time from which changes are possible; now when the day is today, else its beginning.
  public var from: LocalTime?
  /// People who will not come, by name, number or `#id`, besides those whose time away is approved.
  public var absent: [String] = []
  /// The most people to be changed.
  public var people = 3

  public init(_ day: LocalDate) {
    self.day = day
  }
}

extension Scheduling {
  /// What to expect of the rest of a day, and the least that mends it.
  ///
  /// - Throws: ``SchedulingError/noPlanFor(_:)`` when no season has a requirement for the day.
  public func advise(_ request: DayRequest) async throws(SchedulingError) -> DayAdvice {
    try await store.read(or: SchedulingError.init) { tx in
      let stand = try DayStand.read(request, in: tx)
      return try stand.advice(people: request.people, in: tx)
    }
  }

  /// Puts somebody on another queue for some hours of a published shift, in a version of its own.
  public func moveWork(
    of shift: Int64, to queue: String, from: LocalTime, until: LocalTime, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Int64> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try tx.one(
        Query<Int64>("shift.move", "SELECT scheduling.move_work(\(shift), \(queue), \(from), \(until))"))
    }
  }

  /// Moves a break inside a published shift, in a version of its own.
  public func moveBreak(
    of shift: Int64, from: LocalTime, to: LocalTime, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Int64> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try tx.one(Query<Int64>("shift.break", "SELECT scheduling.move_break(\(shift), \(from), \(to))"))
    }
  }
}
