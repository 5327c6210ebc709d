/// From applicants to starters: the stages of recruiting, with the share that goes on and the days each takes.
public struct Funnel: Sendable, Hashable, Codable {
  public let stages: [Stage]

  /// One stage that a candidate passes or not.
  public struct Stage: Sendable, Hashable, Codable {
    public let name: String
    /// The share of those who enter that goes on.
    public let conversion: Double
    /// Days from entering this stage to entering the next.
    public let days: Int

    public init(_ name: String, conversion: Double, days: Int) {
      self.name = name
      self.conversion = conversion
      self.days = days
    }
  }

  public init(_ stages: [Stage]) throws(PlanningError) {
    for stage in stages where !(stage.conversion > 0 && stage.conversion <= 1) {
      throw .shareOutOfRange("The share passing “\(stage.name)”", stage.conversion)
    }
    self.stages = stages
  }

  /// The share of applicants who become starters.
  public var overall: Double { stages.reduce(1) { $0 * $1.conversion } }

  /// Days from application to start.
  public var leadDays: Int { stages.reduce(0) { $0 + $1.days } }

  /// Applicants needed on average.
  public func expectedApplicants(for starters: Int) -> Double { Double(starters) / overall }

  /// Candidates who must enter each stage, on average, and by when, for `starters` to start on `day`.
  public func entries(for starters: Int, startingOn day: Day) -> [Entry] {
    stages.indices.map { index in
      let rest = stages[index...]
      return Entry(
        stage: stages[index].name, by: day - rest.reduce(0) { $0 + $1.days },
        candidates: Double(starters) / rest.reduce(1) { $0 * $1.conversion })
    }
  }

  /// What must have entered a stage by a day.
  public struct Entry: Sendable, Hashable, Codable {
    public let stage: String
    public let by: Day
    public let candidates: Double
  }

  /// The least number of applicants that gives `starters` or more with the wanted confidence.
  public func applicants(for starters: Int, confidence: Double) throws(PlanningError) -> Int {
    guard confidence > 0, confidence < 1 else {
      throw .goalOutOfReach("Certainty cannot be bought with applicants. Ask for a confidence such as 90 %.")
    }
    guard starters > 0 else { return 0 }
    var (low, high) = (starters - 1, starters)
    while chance(of: starters, from: high) < confidence { (low, high) = (high, high * 2) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if chance(of: starters, from: middle) >= confidence { high = middle } else { low = middle }
    }
    return high
  }

  /// The chance that `applicants` give `starters` or more: the upper tail of the binomial distribution.
  public func chance(of starters: Int, from applicants: Int) -> Double {
    guard starters > 0 else { return 1 }
    guard applicants >= starters else { return 0 }
    guard overall < 1 else { return 1 }
    let (success, failure) = (log(overall), log1p(-overall))
    let arrangements = logGamma(Double(applicants + 1))
    var below = 0.0
    for count in 0..<starters {
      let ways = arrangements - logGamma(Double(count + 1)) - logGamma(Double(applicants - count + 1))
      below += exp(ways + Double(count) * success + Double(applicants - count) * failure)
    }
    return max(0, 1 - below)
  }

  /// The day to open the requisition for a class that starts on `day`, `notice` days of resignation included.
  public func opensOn(classStarting day: Day, notice: Int = 0) -> Day {
    day - leadDays - notice
  }

  /// The starters to expect from candidates who are now in each stage, the first stage first.
  public func expectedStarters(from candidates: [Int]) -> Double {
    zip(candidates, stages.indices).reduce(0) { sum, pair in
      sum + Double(pair.0) * stages[pair.1...].reduce(1) { $0 * $1.conversion }
    }
  }

  /// Applicants still to be found so that a class of `starters` fills, given those now in each stage; 0 when enough.
  public func applicantsMissing(for starters: Int, given candidates: [Int]) -> Int {
    max(0, Int(((Double(starters) - expectedStarters(from: candidates)) / overall).rounded(.up)))
  }
}
