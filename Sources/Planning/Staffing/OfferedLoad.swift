// A long contact that starts in one interval keeps an agent busy in the next. Staffing each interval for its own
// arrivals alone (SIPP) breaks its promise when handling takes long. The modified offered load m follows
// m' = arrivals - m / handle time, which is exact over an interval of constant arrivals, and each interval is staffed
// for the largest m within it (Green, Kolesar and Whitt 2007). For short handling it is the ordinary load.

/// The agents kept busy by contacts of this and earlier intervals.
public struct ModifiedOfferedLoad: Sendable {
  /// Contacts in progress at the end of the last interval.
  private var inProgress: Double?
  private let intervalSeconds: Double

  public init(intervalMinutes: Int) {
    intervalSeconds = Double(intervalMinutes) * 60
  }

  /// Takes the next interval's contacts and gives the largest load within it.
  public mutating func next(volume: Double, handleSeconds: Double) -> Double {
    let settled = volume / intervalSeconds * handleSeconds
    let before = inProgress ?? settled
    let after = settled + (before - settled) * exp(-intervalSeconds / handleSeconds)
    inProgress = after
    return max(before, after)
  }
}
