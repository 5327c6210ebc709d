internal import Statistics

/// So many of so many, with the range in which the true share lies: Wilson's interval at 95 %.
public struct Share: Codable, Sendable, Hashable {
  public let part: Int
  public let whole: Int
  /// `nil` of nothing.
  public let rate: Double?
  public let low: Double
  public let high: Double

  public init(_ part: Int, of whole: Int) {
    let proportion = Proportion(part, of: whole)
    let interval = proportion.wilson()
    self.part = part
    self.whole = whole
    rate = proportion.rate
    low = interval.low
    high = interval.high
  }
}
