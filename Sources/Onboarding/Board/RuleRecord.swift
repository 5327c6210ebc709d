internal import Store

/// How well a rule would have told who failed, on cohorts that are over.
public struct RuleRecord: Codable, Sendable, Equatable {
  public let rule: RiskRule
  /// Days after the start on which it was asked.
  public let day: Int
  /// People who had anything due by then.
  public let people: Int
  /// Of them, who did not make it in the end.
  public let failed: Int
  public let flagged: Int
  /// Flagged, and did not make it.
  public let hits: Int

  /// Of those flagged, the share that did not make it; `nil` when nobody was flagged.
  public var precision: Double? { flagged > 0 ? Double(hits) / Double(flagged) : nil }
  /// Of those who did not make it, the share that was flagged; `nil` when all made it.
  public var recall: Double? { failed > 0 ? Double(hits) / Double(failed) : nil }
  public var flaggedShare: Double? { people > 0 ? Double(flagged) / Double(people) : nil }
  public var baseRate: Double? { people > 0 ? Double(failed) / Double(people) : nil }
}

/// Somebody whose cohort is over, and whether they made it.
public struct FinishedTrack: Sendable {
  public let cohort: Int64
  public let track: Track
  public let hasFailed: Bool

  public init(cohort: Int64, track: Track, hasFailed: Bool) {
    (self.cohort, self.track, self.hasFailed) = (cohort, track, hasFailed)
  }
}

extension [FinishedTrack] {
  /// Asks every rule on the same day of every cohort.
  ///
  /// Only people who had something due by then are counted: of the others no rule could have said anything.
  public func records(day: Int, _ limits: RiskLimits) -> [RuleRecord] {
    var counts: [RiskRule: (flagged: Int, hits: Int)] = [:]
    var (people, failed) = (0, 0)
    for cohort in Dictionary(grouping: self, by: \.cohort).values {
      let pictures = cohort.map { ($0, $0.track.picture(on: $0.track.startsOn.adding(days: day))) }
      let own = limits.with(firstScores: pictures.flatMap { $0.1.firstScores.values })
      for (track, picture) in pictures where !picture.due.isEmpty {
        people += 1
        failed += track.hasFailed ? 1 : 0
        for reason in picture.reasons(own) {
          counts[reason.rule, default: (0, 0)].flagged += 1
          counts[reason.rule, default: (0, 0)].hits += track.hasFailed ? 1 : 0
        }
      }
    }
    return RiskRule.allCases.map { rule in
      RuleRecord(
        rule: rule, day: day, people: people, failed: failed, flagged: counts[rule]?.flagged ?? 0,
        hits: counts[rule]?.hits ?? 0)
    }
  }
}
