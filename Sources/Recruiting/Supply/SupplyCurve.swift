/// What a starter is worth as weeks pass: who stays, who passes, and how fast they get up to speed.
public struct SupplyCurve: Codable, Sendable, Hashable {
  /// Weeks of training before the first live contact; a class's own length when `nil`.
  public var trainingWeeks: Int?
  /// The share that finishes training.
  public var passShare: Double
  /// Output in each week after training, against a tenured agent's; the last one stays.
  public var ramp: [Double]
  /// The share of starters that leaves each week.
  public var weeklyLeavers: Double
  /// Hours of a full-time week.
  public var fullTimeMinutes: Int

  public init(
    trainingWeeks: Int? = nil, passShare: Double = 0.9, ramp: [Double] = [0.6, 0.8, 0.9, 1],
    weeklyLeavers: Double = 0.015, fullTimeMinutes: Int = 2_250
  ) {
    self.trainingWeeks = trainingWeeks
    self.passShare = passShare
    self.ramp = ramp
    self.weeklyLeavers = weeklyLeavers
    self.fullTimeMinutes = fullTimeMinutes
  }

  /// The worth of one full-time starter so many weeks after their first day.
  public func worth(week: Int, training: Int) -> Double {
    guard week >= training else { return 0 }
    let stayed = (0..<week).reduce(1.0) { share, _ in share * (1 - weeklyLeavers) }
    let speed = ramp.isEmpty ? 1 : ramp[min(week - training, ramp.count - 1)]
    return passShare * stayed * speed
  }

  /// Weeks from the first day until the last step of the ramp.
  public func weeksToFull(training: Int) -> Int { training + max(0, ramp.count - 1) }
}
