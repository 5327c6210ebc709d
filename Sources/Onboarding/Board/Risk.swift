internal import Store

/// A plain rule that says why somebody may not make it; no score, nothing hidden.
public enum RiskRule: String, Codable, Sendable, CaseIterable {
  /// Something is due and not done.
  case missed = "missed what was due"
  /// Much less is done than was due by now.
  case behind = "behind the curve"
  /// A try failed and was not repeated.
  case failed = "failed and not tried again"
  /// Nothing happened for some time though something is open.
  case silent = "silent"
  /// A first try was among the lowest tenth of the cohort.
  case low = "low first score"
}

/// From when on each rule speaks.
public struct RiskLimits: Codable, Sendable, Equatable {
  /// Days after which something that was due counts as missed.
  public var missedFor = 1
  /// The share of the weight that may be lacking of what was due.
  public var behindBy = 0.25
  /// Days in which a failed try is to be repeated.
  public var retryWithin = 5
  /// Days without any activity.
  public var silentFor = 7
  /// First scores below it are low; `nil` while the cohort has too few.
  public var lowScore: Double?

  public init() {}

  /// With the lowest tenth of these first scores; ten of them are needed.
  public func with(firstScores: [Double]) -> RiskLimits {
    var limits = self
    let sorted = firstScores.sorted()
    limits.lowScore = sorted.count >= 10 ? sorted[sorted.count / 10] : nil
    return limits
  }
}

/// One rule that speaks, in words.
public struct RiskReason: Codable, Sendable, Equatable {
  public let rule: RiskRule
  public let text: String
}

extension Picture {
  /// Every rule that speaks on this day; none for whoever is done.
  public func reasons(_ limits: RiskLimits) -> [RiskReason] {
    guard !isDone else { return [] }
    return RiskRule.allCases.compactMap { rule in text(rule, limits).map { RiskReason(rule: rule, text: $0) } }
  }

  private func text(_ rule: RiskRule, _ limits: RiskLimits) -> String? {
    switch rule {
    case .missed: missedText(limits)
    case .behind:
      expected - progress >= limits.behindBy ? "\(progress.percent) done, \(expected.percent) was due" : nil
    case .failed: failedText(limits)
    case .silent: silentText(limits)
    case .low: lowText(limits)
    }
  }

  private func missedText(_ limits: RiskLimits) -> String? {
    let late = missed.compactMap { index in
      track.stops[index].dueOn.map { (key: track.stops[index].key, days: $0.days(until: day)) }
    }.filter { $0.days >= limits.missedFor }
    guard let worst = late.max(by: { $0.days < $1.days }) else { return nil }
    let rest = late.count > 1 ? " and \(late.count - 1) more" : ""
    return worst.days == 0 ? "\(worst.key) is due today\(rest)" : "\(worst.key) is \(worst.days) days late\(rest)"
  }

  private func failedText(_ limits: RiskLimits) -> String? {
    let open = failedOn.filter { $0.value.days(until: day) >= limits.retryWithin }.min { $0.value < $1.value }
    return open.map {
      "\(track.stops[$0.key].key) failed \($0.value.days(until: day)) days ago and was not tried again"
    }
  }

  private func silentText(_ limits: RiskLimits) -> String? {
    let since = max(lastActivity ?? track.startsOn, track.startsOn)
    let days = since.days(until: day)
    return days >= limits.silentFor ? "nothing happened for \(days) days" : nil
  }

  private func lowText(_ limits: RiskLimits) -> String? {
    guard let limit = limits.lowScore,
      let low = firstScores.filter({ $0.value < limit }).min(by: { $0.value < $1.value })
    else { return nil }
    return "\(track.stops[low.key].key) began with \(low.value.percent)"
  }
}
