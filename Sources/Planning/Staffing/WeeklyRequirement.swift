/// What a week takes, summed over its intervals: the bridge from staffing to hiring.
public struct WeeklyRequirement: Sendable, Hashable, Codable {
  public let monday: Day
  /// Hours that agents must be at work.
  public let hours: Double
  /// The most agents at work in any one interval.
  public let peakAgents: Int
  /// Agents at work all their contract hours who carry the week: what hiring plans for.
  public let productiveAgents: Double
}

extension Requirement {
  /// The requirement by week.
  ///
  /// - Parameters:
  ///   - hoursAWeek: Paid hours of one full-time agent.
  ///   - fit: The share of scheduled time that lands where it is needed, since shifts are blocks and demand is a curve.
  public func weekly(hoursAWeek: Double, fit: Double = 1) -> [WeeklyRequirement] {
    let weeks = Dictionary(grouping: intervals, by: \.day.monday)
    return weeks.map { monday, steps in
      let hours = Double(steps.reduce(0) { $0 + $1.agents } * interval) / 60
      return WeeklyRequirement(
        monday: monday, hours: hours, peakAgents: steps.map(\.agents).max() ?? 0,
        productiveAgents: hours / (hoursAWeek * fit))
    }
    .sorted { $0.monday < $1.monday }
  }
}

extension WeeklyRequirement {
  /// The sum over queues of the same weeks; a week that only some have is summed over those.
  public static func sum(_ queues: [[WeeklyRequirement]]) -> [WeeklyRequirement] {
    Dictionary(grouping: queues.joined(), by: \.monday).map { monday, weeks in
      WeeklyRequirement(
        monday: monday, hours: weeks.reduce(0) { $0 + $1.hours }, peakAgents: weeks.reduce(0) { $0 + $1.peakAgents },
        productiveAgents: weeks.reduce(0) { $0 + $1.productiveAgents })
    }
    .sorted { $0.monday < $1.monday }
  }
}
