/// How long a contact keeps an agent, talking and wrapping up: AHT in seconds, by weekday and interval.
public struct HandleTime: Sendable, Hashable, Codable {
  /// The mean over all contacts.
  public let seconds: Double
  /// Multiples of the mean by weekday and interval of the day; empty when the same always.
  public let pattern: [[Double]]
  /// Multiples with 1, 2, … contacts at once, 1 first: chats; `[1]` where an agent takes one at a time.
  public let atOnce: [Double]

  /// - Parameters:
  ///   - pattern: Seven weekdays, Monday first, of one multiple an interval; empty when the same always.
  ///   - atOnce: Multiples with 1, 2, … contacts at once, 1 first.
  /// - Throws: ``PlanningError/handleTimeNotPositive(_:)``, or ``PlanningError/curveInvalid(_:)`` where one more contact
  ///   at once would slow an agent down.
  public init(seconds: Double, pattern: [[Double]] = [], atOnce: [Double] = [1]) throws(PlanningError) {
    guard seconds > 0, seconds.isFinite else { throw .handleTimeNotPositive(seconds) }
    precondition(pattern.isEmpty || pattern.count == 7, "a pattern has seven weekdays")
    guard atOnce.first == 1, atOnce.isFasterWithMoreAtOnce else { throw .curveInvalid(slowerWithMoreAtOnce) }
    self.seconds = seconds
    self.pattern = pattern
    self.atOnce = atOnce
  }

  public func seconds(on day: Day, interval: Int) -> Double {
    guard !pattern.isEmpty else { return seconds }
    let multiples = pattern[day.weekday.index]
    return multiples.indices.contains(interval) ? seconds * multiples[interval] : seconds
  }

  /// The same pattern, `multiple` times as long: a scenario, or a share of new hires who take longer.
  public func scaled(by multiple: Double) throws(PlanningError) -> HandleTime {
    try HandleTime(seconds: seconds * multiple, pattern: pattern, atOnce: atOnce)
  }
}

/// The refusal of a limit of contacts at once that is too high.
let slowerWithMoreAtOnce = "With more chats at once an agent would finish fewer. Lower the limit of chats at once."

extension [Double] {
  /// Whether an agent who takes one contact more at once finishes more of them, given handle times with 1, 2, … at once.
  var isFasterWithMoreAtOnce: Bool {
    let outputs = enumerated().map { Double($0.offset + 1) / $0.element }
    return !outputs.isEmpty && allSatisfy { $0 > 0 } && zip(outputs, outputs.dropFirst()).allSatisfy { $0 < $1 }
  }
}
