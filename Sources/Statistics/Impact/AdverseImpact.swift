/// Whether a step of hiring selects one group less often than another, and whether the numbers can tell.
///
/// The four-fifths rule with its tests. The threshold is a setting, since rules differ by place and time.
public struct AdverseImpact: Sendable, Hashable {
  /// What the numbers say.
  public enum Signal: String, Sendable, Hashable, Codable {
    /// Rate below the threshold and unlikely to be chance.
    case review
    /// One of the two.
    case watch
    /// One person more would turn it around.
    case tooSmall = "too small"
    case none = "no signal"
  }

  public let group: Proportion
  /// The group with the highest rate.
  public let reference: Proportion
  /// 0.8 in the four-fifths rule.
  public let threshold: Double

  /// - Returns: `nil` unless both groups have applicants and the reference has someone selected.
  public init?(_ group: Proportion, against reference: Proportion, threshold: Double = 0.8) {
    guard group.trials > 0, reference.successes > 0 else { return nil }
    self.group = group
    self.reference = reference
    self.threshold = threshold
  }

  /// The group's rate as a part of the reference's.
  public var ratio: Double { (group.rate ?? 0) / (reference.rate ?? 1) }

  private var pooled: Double {
    Double(group.successes + reference.successes) / Double(group.trials + reference.trials)
  }

  /// The difference of the rates in standard deviations; `nil` when all or none were selected.
  public var z: Double? {
    let variance = pooled * (1 - pooled) * (1 / Double(group.trials) + 1 / Double(reference.trials))
    guard variance > 0 else { return nil }
    return ((group.rate ?? 0) - (reference.rate ?? 0)) / variance.squareRoot()
  }

  /// How likely so great a difference is by chance, by the normal curve; `nil` as ``z`` is.
  public var probability: Double? { z.map { 2 * Normal.standard.cumulative(-$0.magnitude) } }

  /// The difference in standard deviations when the places given out are taken as fixed.
  ///
  /// The form of Castaneda v. Partida, 430 U.S. 482, note 17, for a finite pool of applicants.
  public var finiteZ: Double? {
    let all = Double(group.trials + reference.trials)
    return z.map { $0 * ((all - 1) / all).squareRoot() }
  }

  /// Fisher's exact test, both sides.
  public var fisher: Double { TwoByTwo(group, reference).fisher }

  /// The interval of the ratio on its logarithm; `nil` when nobody of the group was selected.
  public func ratioInterval(_ confidence: Double = 0.95) -> ConfidenceInterval? {
    guard group.successes > 0 else { return nil }
    let parts = [group, reference].map { 1 / Double($0.successes) - 1 / Double($0.trials) }
    return ConfidenceInterval.around(ratio.logarithm, error: parts.sum.squareRoot(), confidence)
      .mapped(\.exponential)
  }

  /// How many more of the group would have been selected at the common rate.
  public var shortfall: Double { Double(group.trials) * pooled - Double(group.successes) }

  /// How many more of the group would have been selected at the reference's rate.
  public var shortfallAgainstReference: Double {
    Double(group.trials) * (reference.rate ?? 0) - Double(group.successes)
  }

  /// Whether one person selected from the other group would have turned the difference around.
  public var turnsOnOnePerson: Bool {
    guard let own = group.rate, let other = reference.rate, own < other else { return false }
    return Double(group.successes + 1) / Double(group.trials)
      >= Double(reference.successes - 1) / Double(reference.trials)
  }

  public var signal: Signal {
    let isLow = ratio < threshold
    let isUnlikely = fisher < 0.05 && ratio < 1
    if isLow || isUnlikely, turnsOnOnePerson { return .tooSmall }
    return isLow && isUnlikely ? .review : isLow || isUnlikely ? .watch : .none
  }
}
