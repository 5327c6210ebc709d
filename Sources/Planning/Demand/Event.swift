/// Something that moves demand and is known beforehand: a promotion, a holiday, an outage, a campaign.
///
/// Events with the same name are the same kind of day: what happened at the last one is expected at the next. The days
/// of a longer event are told apart by their offset from its start.
public struct Event: Sendable, Hashable, Codable {
  public let name: String
  public let days: ClosedRange<Day>
  /// What the planner expects, for an event that history does not know or that will be different this time.
  public let uplift: Uplift?
  /// The name of a known event that this one will resemble.
  public let analogue: String?
  /// False when the event's past days are no example for anything: an outage, a broken import.
  public let teaches: Bool
  /// Events of one group resemble each other: a public holiday never seen before is expected to be like the others.
  public let group: String?

  public init(
    _ name: String, _ days: ClosedRange<Day>, uplift: Uplift? = nil, analogue: String? = nil, teaches: Bool = true,
    group: String? = nil
  ) {
    self.name = name
    self.days = days
    self.uplift = uplift
    self.analogue = analogue
    self.teaches = teaches
    self.group = group
  }
}

/// A planner's expectation of an event: volume as a multiple of an ordinary day's.
public struct Uplift: Sendable, Hashable, Codable {
  public let low: Double
  public let mid: Double
  public let high: Double

  /// `low` and `high` are meant as the borders that nine in ten such events keep, one in ten beyond each.
  public init(low: Double, mid: Double, high: Double) {
    self.low = low
    self.mid = mid
    self.high = high
  }

  /// The spread of the logarithm of the uplift.
  var logSpread: Double { max(0.02, log(high / low) / 2.5631) }
}

/// A number known for every day, past and future, that demand follows: share of goods on promotion, open shops.
public struct Regressor: Sendable, Hashable, Codable {
  public let name: String
  public let values: [Day: Double]

  public init(_ name: String, _ values: [Day: Double]) {
    self.name = name
    self.values = values
  }
}
