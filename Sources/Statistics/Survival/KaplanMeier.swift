/// One person watched until something happened or until watching ended.
public struct Spell: Sendable, Hashable {
  /// How long, in any unit.
  public let time: Double
  /// Whether it happened; `false` when it had not yet when watching ended.
  public let isEvent: Bool

  public init(_ time: Double, isEvent: Bool) {
    precondition(time >= 0, "a spell does not end before it begins")
    self.time = time
    self.isEvent = isEvent
  }
}

/// The share still there as time passes, with those still being watched counted rightly (Kaplan & Meier 1958).
public struct KaplanMeier: Sendable, Hashable {
  /// A time at which something happened.
  public struct Step: Sendable, Hashable {
    public let time: Double
    /// How many were being watched just before.
    public let atRisk: Int
    public let events: Int
    /// The share still there afterwards.
    public let survival: Double
    /// The standard error of the share (Greenwood 1926).
    public let error: Double
  }

  public let steps: [Step]

  public init(_ spells: [Spell]) {
    var (survival, greenwood) = (1.0, 0.0)
    let sorted = spells.sorted { $0.time < $1.time }
    var (steps, first) = ([Step](), 0)
    while first < sorted.count {
      let time = sorted[first].time
      let next = sorted[first...].firstIndex { $0.time > time } ?? sorted.count
      let (risk, events) = (sorted.count - first, sorted[first..<next].count { $0.isEvent })
      if events > 0 {
        survival *= 1 - Double(events) / Double(risk)
        greenwood += risk > events ? Double(events) / Double(risk * (risk - events)) : 0
        let error = survival * greenwood.squareRoot()
        steps.append(Step(time: time, atRisk: risk, events: events, survival: survival, error: error))
      }
      first = next
    }
    self.steps = steps
  }

  /// The share still there at a time.
  public func survival(at time: Double) -> Double {
    steps.last { $0.time <= time }?.survival ?? 1
  }

  /// The first time by which that share is gone; `nil` when so many are not gone yet.
  public func time(gone share: Double) -> Double? {
    steps.first { $0.survival <= 1 - share + 1e-12 }?.time
  }
}

/// Whether two groups leave at the same pace (Mantel 1966).
public struct LogRank: Sendable, Hashable {
  /// Events of the first group.
  public let observed: Int
  /// Events of the first group if both left at the same pace.
  public let expected: Double
  public let variance: Double

  public init(_ first: [Spell], _ second: [Spell]) {
    let all = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0.time < $1.0.time }
    var (expected, variance, start) = (0.0, 0.0, 0)
    var own = first.count
    while start < all.count {
      let end = all[start...].firstIndex { $0.0.time > all[start].0.time } ?? all.count
      let (risk, events) = (Double(all.count - start), Double(all[start..<end].count { $0.0.isEvent }))
      let share = Double(own) / risk
      expected += events * share
      if risk > 1 { variance += events * share * (1 - share) * (risk - events) / (risk - 1) }
      own -= all[start..<end].count { $0.1 }
      start = end
    }
    observed = first.count { $0.isEvent }
    (self.expected, self.variance) = (expected, variance)
  }

  public var chiSquared: Double {
    let difference = Double(observed) - expected
    return variance > 0 ? difference * difference / variance : 0
  }

  /// How likely so great a difference is by chance.
  public var probability: Double { GammaDistribution.chiSquared(1).above(chiSquared) }
}
