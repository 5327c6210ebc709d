/// What will happen, by day and interval, with ranges, and how it was found.
///
/// A forecast is a value: the same history, events and horizon give the same forecast to the byte.
public struct Forecast: Sendable, Hashable, Codable {
  public let series: String
  /// Minutes an interval lasts.
  public let interval: Int
  /// The last day that was known.
  public let origin: Day
  /// The days ahead, without a gap.
  public let days: [ForecastDay]
  public let explanation: Explanation

  public init(series: String, interval: Int, origin: Day, days: [ForecastDay], explanation: Explanation) {
    self.series = series
    self.interval = interval
    self.origin = origin
    self.days = days
    self.explanation = explanation
  }

  /// The forecast of one day; nil outside the horizon.
  public subscript(day: Day) -> ForecastDay? {
    let index = day - origin - 1
    return days.indices.contains(index) ? days[index] : nil
  }

  /// How a forecast was found: what won, against what, and what was noticed on the way.
  public struct Explanation: Sendable, Hashable, Codable {
    /// The method that was chosen, in words.
    public let method: Method
    /// Every method that was tried on this history; the lowest loss first.
    public let scores: [Score]
    /// Days of the history that were far from anything usual and were not taken at face value.
    public let spikes: [Spike]
    /// Learnt effects of events as multiples of an ordinary day.
    public let effects: [Effect]
    public let notes: [String]

    public init(method: Method, scores: [Score], spikes: [Spike], effects: [Effect], notes: [String]) {
      self.method = method
      self.scores = scores
      self.spikes = spikes
      self.effects = effects
      self.notes = notes
    }
  }
}

/// One day of a forecast.
public struct ForecastDay: Sendable, Hashable, Codable {
  public let day: Day
  public let total: Estimate
  /// One estimate an interval; their means add up to the total's mean, their quantiles do not.
  public let intervals: [Estimate]
  /// Names of the events that were counted with.
  public let events: [String]

  public init(day: Day, total: Estimate, intervals: [Estimate], events: [String]) {
    self.day = day
    self.total = total
    self.intervals = intervals
    self.events = events
  }
}

extension Forecast {
  /// A way to forecast.
  public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    case seasonalNaive = "same weekday last week"
    case slotAverage = "average of recent weeks"
    case regression = "events, season and level"
    case smoothing = "seasons and damped trend"
    case theta = "theta"
    case combination = "mean of the best two"
    case drivers = "orders by reason and lag"
  }

  /// How a method did on the own past: forecasts from earlier days against what happened then.
  public struct Score: Sendable, Hashable, Codable {
    public let method: Method
    /// Weighted quantile loss: 0 is perfect, and it counts the ranges, not only the middle.
    public let quantileLoss: Double
    /// Absolute error as a share of the volume.
    public let absoluteError: Double
    /// Forecasts made for the comparison.
    public let origins: Int

    public init(method: Method, quantileLoss: Double, absoluteError: Double, origins: Int) {
      self.method = method
      self.quantileLoss = quantileLoss
      self.absoluteError = absoluteError
      self.origins = origins
    }
  }

  /// A day of the history that was capped before learning from it.
  public struct Spike: Sendable, Hashable, Codable {
    public let day: Day
    public let volume: Double
    /// The most (or least) that was believed.
    public let taken: Double
  }

  /// What an event does to an ordinary day.
  public struct Effect: Sendable, Hashable, Codable {
    public let event: String
    /// The multiple of an ordinary day's volume.
    public let multiple: Double
    /// Days of history it was learnt from; 0 when it rests on the planner's word or an analogue.
    public let days: Int
  }
}
