/// What customers are promised, and what agents are spared.
public struct ServiceGoal: Sendable, Hashable, Codable {
  /// The share to be answered in time; nil when only abandonment or occupancy counts.
  public var share: Double?
  /// The time meant by "in time".
  public var seconds: Double
  public var counting: Counting
  /// The largest share that may give up.
  public var abandonedAtMost: Double?
  /// The largest share of their time that agents may be busy.
  public var occupancyAtMost: Share?

  /// - Throws: ``PlanningError/goalOutOfReach(_:)`` for a goal no number of agents keeps.
  public init(
    answering share: Double?, within seconds: Double, counting: Counting = .offered, abandonedAtMost: Double? = nil,
    occupancyAtMost: Share? = nil
  ) throws(PlanningError) {
    if let share {
      guard share >= 0, share < 1 else {
        throw .goalOutOfReach(
          "Nobody can promise to answer \(share * 100) % in \(seconds) seconds. Ask for less than 100 %, such as 95 %.")
      }
    }
    guard seconds >= 0 else { throw .goalOutOfReach("Answering within \(seconds) seconds is not possible.") }
    if let abandonedAtMost, !(abandonedAtMost > 0 && abandonedAtMost <= 1) {
      throw .goalOutOfReach("Somebody always gives up. Allow a share above 0, such as 3 %.")
    }
    if let occupancyAtMost, occupancyAtMost.basisPoints <= 0 {
      throw .goalOutOfReach("Agents who may never be busy answer nobody. Allow an occupancy above 0, such as 85 %.")
    }
    self.share = share
    self.seconds = seconds
    self.counting = counting
    self.abandonedAtMost = abandonedAtMost
    self.occupancyAtMost = occupancyAtMost
  }

  /// Whom the service level counts.
  public enum Counting: String, Sendable, Codable, CaseIterable {
    /// Answered in time, of all offered: who gives up counts against it.
    case offered
    /// Answered in time, of those offered who did not give up within the time.
    case patient
    /// Answered in time, of all answered.
    case answered
  }

  /// The goal that most shops start from: 80 % in 20 seconds, agents busy 85 % of their time at most.
  public static let usual = ServiceGoal(
    share: 0.8, seconds: 20, counting: .offered, abandonedAtMost: nil, occupancyAtMost: Share(basisPoints: 8500))

  init(share: Double?, seconds: Double, counting: Counting, abandonedAtMost: Double?, occupancyAtMost: Share?) {
    self.share = share
    self.seconds = seconds
    self.counting = counting
    self.abandonedAtMost = abandonedAtMost
    self.occupancyAtMost = occupancyAtMost
  }

  public func isKept(by performance: Performance) -> Bool {
    if let share, level(of: performance) < share { return false }
    if let abandonedAtMost, performance.abandoned > abandonedAtMost { return false }
    if let occupancyAtMost, !occupancyAtMost.allows(performance.occupancy) { return false }
    return true
  }

  /// The service level in the counting of this goal.
  public func level(of performance: Performance) -> Double {
    switch counting {
    case .offered: performance.answeredInTime
    case .patient: performance.answeredInTimeOfPatient
    case .answered: performance.abandoned < 1 ? performance.answeredInTime / (1 - performance.abandoned) : 0
    }
  }

  /// The goal without its occupancy cap: what service alone asks for.
  var serviceAlone: ServiceGoal {
    var goal = self
    goal.occupancyAtMost = nil
    return goal
  }
}

/// A share in hundredths of a percent, so that rounding up is exact: 21 agents at 30 % shrinkage are 30, not 31.
public struct Share: Sendable, Hashable, Codable, Comparable {
  public let basisPoints: Int

  public init(basisPoints: Int) {
    self.basisPoints = basisPoints
  }

  /// The nearest share that is a whole number of basis points.
  public init(_ value: Double) {
    basisPoints = Int((value * 10_000).rounded())
  }

  public var value: Double { Double(basisPoints) / 10_000 }

  public static func < (left: Share, right: Share) -> Bool { left.basisPoints < right.basisPoints }

  /// Whether `value` stays at or below this share, forgiving what a Double cannot tell apart.
  func allows(_ value: Double) -> Bool {
    value <= self.value * (1 + 1e-12)
  }

  /// The least whole number whose product with this share reaches `amount`.
  func agents(carrying amount: Double) -> Int {
    let exact = amount * 10_000 / Double(basisPoints)
    let rounded = exact.rounded()
    return abs(exact - rounded) <= 1e-9 * max(1, rounded) ? Int(rounded) : Int(exact.rounded(.up))
  }
}
