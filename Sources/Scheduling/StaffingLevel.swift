internal import Planning

/// What a requirement is staffed for: the whole range of the forecast, or one of its numbers.
public enum StaffingLevel: String, Codable, Sendable, CaseIterable {
  /// The goal is kept on average over the range, so that busy days do not spoil it.
  case range
  case mean, p10, p50, p90

  /// The number of the forecast that volumes are taken from.
  var number: Estimate.Level {
    switch self {
    case .range, .mean: .mean
    case .p10: .p10
    case .p50: .p50
    case .p90: .p90
    }
  }

  /// The words for whoever asks for a level there is none of.
  static let words = allCases.map(\.rawValue).joined(separator: ", ")
}

extension ForecastDay {
  subscript(level: StaffingLevel) -> Double {
    switch level {
    case .range, .mean: mean
    case .p10: p10
    case .p50: p50
    case .p90: p90
    }
  }

  /// How uncertain the day is, as the spread of the logarithm.
  var logSpread: Double { Estimate.logSpread(p10: p10, p90: p90) }
}
