internal import Statistics

/// The numbers of people through time, some of whom were coached from a period on.
///
/// A plain comparison of before and after credits coaching with what chance takes back by itself: whoever was picked
/// for low numbers has better ones next time. Each method here answers what is left of the change without that.
public struct ImpactStudy: Sendable, Equatable {
  /// One person's numbers, a value a period; `nil` where there is none, which is never 0.
  public struct Series: Sendable, Equatable {
    public let person: String
    /// Peers who do the same work, such as those of one queue.
    public let group: String
    public let values: [Double?]
    /// The first period after the first session; `nil` for whoever was not coached.
    public let coachedFrom: Int?

    public init(_ person: String, group: String = "", values: [Double?], coachedFrom: Int? = nil) {
      self.person = person
      self.group = group
      self.values = values
      self.coachedFrom = coachedFrom
    }
  }

  public let series: [Series]
  /// Whether a rise is what one wants; for handle times it is not.
  public let isHigherBetter: Bool

  /// - Throws: ``CoachingError/impact(_:)`` when nobody was coached, or nobody has numbers before and after.
  public init(_ series: [Series], isHigherBetter: Bool = true) throws(CoachingError) {
    guard series.contains(where: { $0.coachedFrom != nil }) else {
      throw .impact(
        "Nobody in these numbers was coached within their time. `muster coach list` shows who was, and when.")
    }
    self.series = series
    self.isHigherBetter = isHigherBetter
    guard !pairs.filter(\.isCoached).isEmpty else {
      throw .impact("Nobody who was coached has numbers both before and after.")
    }
  }

  // MARK: Before and after

  /// One person's mean before and after.
  struct Pair: Sendable {
    let person: String
    let isCoached: Bool
    let before: [Double]
    let after: [Double]

    var change: Double { after.mean - before.mean }
  }

  /// When coaching began for the one in the middle: where before ends for those who were not coached.
  var usualStart: Int {
    let starts = series.compactMap(\.coachedFrom).sorted()
    return starts[starts.count / 2]
  }

  /// Everybody with numbers on both sides.
  var pairs: [Pair] {
    series.compactMap { one in
      let start = one.coachedFrom ?? usualStart
      let before = one.values.prefix(start).compactMap(\.self)
      let after = one.values.dropFirst(start).compactMap(\.self)
      guard !before.isEmpty, !after.isEmpty else { return nil }
      return Pair(person: one.person, isCoached: one.coachedFrom != nil, before: before, after: after)
    }
  }
}

/// What a method makes of the numbers.
public struct ImpactEstimate: Sendable, Equatable, Codable {
  public enum Method: String, Sendable, Codable, CaseIterable {
    case observed = "observed change"
    case expected = "expected without coaching"
    case beyond = "beyond the expected"
    case covariance = "ANCOVA"
    case differences = "difference in differences"
    case interrupted = "interrupted series: level"
    case trend = "interrupted series: slope"
  }

  public let method: Method
  /// In the metric's unit; a better number is above 0 only where higher is better.
  public let estimate: Double?
  public let low: Double?
  public let high: Double?
  /// People, or periods of a series, that it rests on.
  public let n: Int
  /// What it was adjusted for, or why there is no estimate.
  public let remark: String

  init(_ method: Method, _ estimate: Double, error: Double? = nil, degrees: Double = 0, n: Int, _ remark: String) {
    self.method = method
    self.estimate = estimate
    let reach = error.flatMap { degrees > 0 ? StudentT(degrees).quantile(0.975) * $0 : nil }
    low = reach.map { estimate - $0 }
    high = reach.map { estimate + $0 }
    self.n = n
    self.remark = remark
  }

  /// No estimate, and why: absence is not 0.
  init(missing method: Method, n: Int, _ remark: String) {
    self.method = method
    (estimate, low, high) = (nil, nil, nil)
    self.n = n
    self.remark = remark
  }
}

extension Collection where Element == Double {
  var mean: Double { reduce(0, +) / Double(count) }

  /// The sum of squares around the mean.
  var scatter: Double {
    let center = mean
    return reduce(0) { $0 + ($1 - center) * ($1 - center) }
  }
}
