/// Whom to hire by when: the classes, what they cover, and the last Monday each may start.
public struct HiringPlan: Sendable, Hashable, Codable {
  public let classes: [ClassStart]
  public let weeks: [Week]
  /// Hiring, overtime, outsourcing, shortage and everybody's pay over the whole plan, the pay of those employed today included.
  public let cost: Double
  /// No plan can cost less than this; nil when only the preview was computed.
  public let lowerBound: Double?
  /// What holds the plan back, in words.
  public let constraints: [String]

  /// A class that starts on a Monday.
  public struct ClassStart: Sendable, Hashable, Codable {
    public let monday: Day
    public let week: Int
    public let permanent: Int
    public let seasonal: Int
    /// The latest Monday on which the same class would still leave no week worse covered.
    public let lastSafeMonday: Day
    /// The Monday of the first week that would be worse covered by a class starting a week after the last safe Monday.
    public let neededBy: Day?
    public var starters: Int { permanent + seasonal }
  }

  /// One week of required against supplied agents, all productive.
  public struct Week: Sendable, Hashable, Codable {
    public let monday: Day
    public let required: Double
    /// From those employed today.
    public let employed: Double
    /// From those already on their way.
    public let committed: Double
    /// From the plan's permanent and seasonal starters.
    public let permanent: Double
    public let seasonal: Double
    /// Productive agents' work done in overtime of the team.
    public let overtime: Double
    /// Productive agents' work done by an outsourcer.
    public let outsourced: Double
    public var supply: Double { employed + committed + permanent + seasonal }
    /// Productive agents missing in spite of overtime and outsourcing.
    public var gap: Double { max(0, required - supply - overtime - outsourced) }
  }

  public var starters: Int { classes.reduce(0) { $0 + $1.starters } }

  /// The plan's weeks that stay short by more than a hundredth of an agent.
  public var shortWeeks: [Week] { weeks.filter { $0.gap > 0.01 } }

  /// The weeks and price of given starts, whoever chose them.
  public static func of(
    permanent: [Int], seasonal: [Int], in hiring: HiringCase, lowerBound: Double? = nil
  ) -> HiringPlan {
    let ledger = HiringLedger(hiring, permanent: permanent, seasonal: seasonal)
    return HiringPlan(
      classes: ledger.classes(), weeks: ledger.weeks(), cost: ledger.cost, lowerBound: lowerBound,
      constraints: ledger.constraints())
  }
}
