/// How something is measured: every choice that a number depends on, so that nobody has to guess it later.
public struct Definition: Codable, Sendable, Equatable {
  /// The statement that counts it; the database has one for each.
  public enum Recipe: String, Codable, Sendable, CaseIterable {
    case satisfaction
    case firstContact = "first contact"
    case firstReply = "first reply"
    case replyInTime = "reply in time"
    case resolution
    case reopened
    case handleTime = "handle time"
    case contactsAnHour = "contacts an hour"
    case passedOn = "passed on"
    case returnAskedAgain = "return asked again"
    case refundTime = "refund time"
    case adherence
    case conformance
    case skillsCurrent = "skills current"
    case quality
    case fatal
  }

  /// What kind of number comes out.
  public enum Shape: String, Codable, Sendable {
    /// So many out of so many.
    case share
    /// A mean of single values.
    case mean
    /// A typical time: a mean of logarithms, because a few very long ones would rule a plain mean.
    case time
    /// Events an hour.
    case rate
    /// Minutes against minutes, day by day.
    case ratio
  }

  public enum Clock: String, Codable, Sendable {
    case calendar
    case openingHours = "opening hours"
  }

  public enum Unit: String, Codable, Sendable {
    case percent, minutes, seconds
    case anHour = "an hour"
    case points
  }

  public enum Direction: String, Codable, Sendable {
    case higher, lower, neither
  }

  /// What the mix is taken out by.
  public enum Strata: String, Codable, Sendable {
    case none, queue, channel, reason
  }

  public enum Estimator: String, Codable, Sendable {
    case betaBinomial = "beta-binomial"
    case normalNormal = "normal-normal"
    case exact
  }

  public var recipe: Recipe
  public var shape: Shape
  public var numerator: String
  public var denominator: String
  /// Whom it is put down to: decided at the time of the event.
  public var attribution: String
  public var clock: Clock = .calendar
  public var unit: Unit
  public var direction: Direction
  public var strata: Strata = .none
  public var estimator: Estimator
  /// How long a case is watched before it counts.
  public var windowDays: Int?
  /// Minutes for a reply in time.
  public var threshold: Double?
  /// Reasons of contacts that are not counted.
  public var leftOut: [String] = []
  /// From how many on a number is shown.
  public var minimum: Int
  /// From how many on it is held against a target.
  public var trusted: Int
}

extension Definition {
  /// The definition in one line, as it stands beside figures.
  public var sentence: String {
    var parts = ["\(numerator) / \(denominator)", attribution, "\(clock.rawValue) clock"]
    if let windowDays { parts.append("watched for \(windowDays) days") }
    if let threshold { parts.append("within \(Int(threshold)) minutes") }
    if !leftOut.isEmpty { parts.append("without " + leftOut.joined(separator: ", ")) }
    if strata != .none { parts.append("mix by \(strata.rawValue) taken out") }
    return parts.joined(separator: "; ") + "."
  }
}
