/// The range in which a quantity lies, as far as the data can tell.
public struct ConfidenceInterval: Sendable, Hashable {
  public let low: Double
  public let high: Double
  /// How often such a range holds the truth: 0.95 unless said otherwise.
  public let confidence: Double

  public init(_ low: Double, _ high: Double, confidence: Double = 0.95) {
    self.low = low
    self.high = high
    self.confidence = confidence
  }

  /// Half of the width: how many points a number may be off.
  public var halfWidth: Double { (high - low) / 2 }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// A normal interval around an estimate.
  static func around(_ estimate: Double, error: Double, _ confidence: Double) -> ConfidenceInterval {
    let reach = Normal.deviations(confidence) * error
    return ConfidenceInterval(estimate - reach, estimate + reach, confidence: confidence)
  }

  /// The interval with both ends put through a rising function.
  func mapped(_ transform: (Double) -> Double) -> ConfidenceInterval {
    ConfidenceInterval(transform(low), transform(high), confidence: confidence)
  }
}
