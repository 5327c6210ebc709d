/// The answer to "what is the last Monday I can start a class of this size and be covered?".
public enum SafeMonday: Sendable, Hashable, Codable {
  /// No class is needed: those already there or on their way cover every week.
  case notNeeded
  /// The class may start on this Monday and no later.
  case monday(Day)
  /// No Monday is enough; the best one leaves this many productive agents missing in its worst week.
  case tooSmall(best: Day, missing: Double)
}

extension HiringCase {
  /// The last Monday on which a single class of `starters` may start and every week from `first` to `last` is covered.
  ///
  /// - Parameters:
  ///   - first: Any day of the first week to cover; the whole plan when nil.
  ///   - last: Any day of the last week to cover.
  public func lastSafeMonday(classOf starters: Int, from first: Day? = nil, through last: Day? = nil) -> SafeMonday {
    let from = max(0, first.map { ($0 - firstMonday) / 7 } ?? 0)
    let to = min(weeks - 1, last.map { ($0 - firstMonday) / 7 } ?? weeks - 1)
    guard from <= to else { return .notNeeded }
    let empty = HiringLedger(self)
    func missing(_ ledger: HiringLedger) -> Double { (from...to).map(ledger.gap).max() ?? 0 }
    guard missing(empty) > 0.01 else { return .notNeeded }
    var best = (week: leadWeeks, missing: Double.infinity)
    for week in stride(from: to, through: leadWeeks, by: -1) {
      var ledger = empty
      ledger.add(starters, .permanent, week)
      let gap = missing(ledger)
      if gap <= 0.01 { return .monday(monday(week)) }
      if gap < best.missing { best = (week, gap) }
    }
    return .tooSmall(best: monday(best.week), missing: best.missing.isFinite ? best.missing : missing(empty))
  }
}
