internal import Planning
public import Postgres

/// What to search a roster for, and for how long.
public struct RosterRequest: Sendable {
  /// The Monday of the week; the season's peak week when nil.
  public var monday: LocalDate?
  /// The same inputs, seed and work give the same roster.
  public var seed: Int
  /// Tours to price at most; eighty for each agent, and four thousand at least, when nil.
  public var work: Int?
  /// Seconds after which the search ends with the best it has; no limit when nil.
  public var seconds: Double?
  /// Who agreed to a change of what is published for them, and for which day.
  public var agreed: [AgreedChange]
  /// Hears of every better roster, on the thread that searches.
  public var report: (@Sendable (RosterProgress) -> Void)?
  /// Asked between two steps of the search, which ends with the best it has once this holds.
  public var isEnough: @Sendable () -> Bool = { false }

  public init(
    monday: LocalDate? = nil, seed: Int = 1, work: Int? = nil, seconds: Double? = nil, agreed: [AgreedChange] = []
  ) {
    self.monday = monday
    self.seed = seed
    self.work = work
    self.seconds = seconds
    self.agreed = agreed
  }
}

/// Somebody who agreed to a change of what is published for them on a day.
public struct AgreedChange: Hashable, Sendable {
  /// A name, an employee number, or #id.
  public let person: String
  public let day: LocalDate

  public init(person: String, day: LocalDate) {
    self.person = person
    self.day = day
  }
}

/// How good the best roster of a running search is.
public struct RosterProgress: Sendable {
  public let objective: Double
  /// No roster costs less, as far as is proven by now.
  public let bound: Double
  public let work: Int

  /// The part of the cost that a better roster might save.
  public var gap: Double { RosterDraft.gap(objective, above: bound) }
}
