/// Paid time in which an agent takes no contacts: leave, sickness, training, breaks, meetings.
///
/// The losses multiply: 10 % on leave and, of those present, 20 % on breaks leave 72 %, not 70 %.
public struct Shrinkage: Sendable, Hashable, Codable {
  public let parts: [Part]

  public init(_ parts: [Part]) throws(PlanningError) {
    precondition(parts.count <= 8, "more than eight reasons no longer fit exact arithmetic")
    for part in parts where !(0..<10_000).contains(part.share.basisPoints) {
      throw .shareOutOfRange(part.name, part.share.value)
    }
    self.parts = parts
  }

  /// A single loss of `share` with no breakdown.
  public init(_ share: Share) throws(PlanningError) {
    try self.init([Part("shrinkage", share, planned: false)])
  }

  public static let none = Shrinkage(unchecked: [])

  private init(unchecked parts: [Part]) {
    self.parts = parts
  }

  /// One reason why paid time is not productive.
  public struct Part: Sendable, Hashable, Codable {
    public let name: String
    public let share: Share
    /// Known beforehand and placed by the planner (leave, training), or not (sickness).
    public let planned: Bool

    public init(_ name: String, _ share: Share, planned: Bool) {
      self.name = name
      self.share = share
      self.planned = planned
    }
  }

  /// The share of paid time that is productive.
  public var productive: Double {
    parts.reduce(1) { $0 * Double(10_000 - $1.share.basisPoints) / 10_000 }
  }

  /// The least number to schedule so that `agents` are at work, in whole numbers throughout.
  public func scheduled(for agents: Int) -> Int {
    var (over, under) = (Int128(agents), Int128(1))
    for part in parts {
      over *= 10_000
      under *= Int128(10_000 - part.share.basisPoints)
      let divisor = greatestCommonDivisor(over, under)
      (over, under) = (over / divisor, under / divisor)
    }
    return Int((over + under - 1) / under)
  }
}

private func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
  var (a, b) = (first, second)
  while b != 0 { (a, b) = (b, a % b) }
  return max(a, 1)
}
