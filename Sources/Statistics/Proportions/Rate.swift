/// Events against the exposure in which they happened: escalations in so many hours.
public struct Rate: Sendable, Hashable {
  public let events: Int
  /// Hours, contacts or whatever the events are counted against.
  public let exposure: Double

  public init(_ events: Int, per exposure: Double) {
    precondition(events >= 0 && exposure > 0, "events are counted against some exposure")
    self.events = events
    self.exposure = exposure
  }

  public var value: Double { Double(events) / exposure }

  /// The exact interval of a Poisson count (Garwood 1936).
  public func interval(_ confidence: Double = 0.95) -> ConfidenceInterval {
    let tail = (1 - confidence) / 2
    let low = events == 0 ? 0 : GammaDistribution(shape: Double(events)).quantile(tail)
    let high = GammaDistribution(shape: Double(events) + 1).quantile(1 - tail)
    return ConfidenceInterval(low / exposure, high / exposure, confidence: confidence)
  }
}

/// The net promoter score: the share of promoters less the share of detractors, in points.
public struct NetScore: Sendable, Hashable {
  public let promoters: Int
  public let passives: Int
  public let detractors: Int

  public init(promoters: Int, passives: Int, detractors: Int) {
    self.promoters = promoters
    self.passives = passives
    self.detractors = detractors
  }

  private var answers: Double { Double(promoters + passives + detractors) }

  /// From -100 to 100, or `nil` without answers.
  public var value: Double? {
    answers > 0 ? 100 * Double(promoters - detractors) / answers : nil
  }

  /// The standard error in points: the variance of a score that is 1, 0 or -1.
  public var error: Double? {
    guard answers > 0 else { return nil }
    let (favor, against) = (Double(promoters) / answers, Double(detractors) / answers)
    return 100 * ((favor + against - (favor - against) * (favor - against)) / answers).squareRoot()
  }

  public func interval(_ confidence: Double = 0.95) -> ConfidenceInterval? {
    guard let value, let error else { return nil }
    return .around(value, error: error, confidence)
  }
}
