/// How long a contact keeps an agent, talking and wrapping up: AHT in seconds, by weekday and interval.
public struct HandleTime: Sendable, Hashable, Codable {
  /// The mean over all contacts.
  public let seconds: Double
  /// Multiples of the mean by weekday and interval of the day; empty when the same always.
  public let pattern: [[Double]]

  /// The same handle time at any hour.
  public init(seconds: Double) throws(PlanningError) {
    guard seconds > 0, seconds.isFinite else { throw .handleTimeNotPositive(seconds) }
    self.seconds = seconds
    pattern = []
  }

  /// - Parameter pattern: Seven weekdays, Monday first, of one multiple an interval.
  public init(seconds: Double, pattern: [[Double]]) throws(PlanningError) {
    guard seconds > 0, seconds.isFinite else { throw .handleTimeNotPositive(seconds) }
    precondition(pattern.count == 7, "a pattern has seven weekdays")
    self.seconds = seconds
    self.pattern = pattern
  }

  public func seconds(on day: Day, interval: Int) -> Double {
    guard !pattern.isEmpty else { return seconds }
    let multiples = pattern[day.weekday.index]
    return multiples.indices.contains(interval) ? seconds * multiples[interval] : seconds
  }

  /// The same pattern, `multiple` times as long: a scenario, or a share of new hires who take longer.
  public func scaled(by multiple: Double) throws(PlanningError) -> HandleTime {
    pattern.isEmpty
      ? try HandleTime(seconds: seconds * multiple)
      : try HandleTime(seconds: seconds * multiple, pattern: pattern)
  }
}
