/// Caps days that stray far from their weekday's usual place and that no event explains, before anything is learnt.
///
/// A day is compared with the median of the 29 days around it; its weekday's ratios to that median have a median and a
/// spread of their own, and more than three such spreads are not believed.
struct SpikeFilter {
  /// Day totals, strays pulled back to the border of belief.
  private(set) var cleaned: [Double]
  private(set) var spikes: [Forecast.Spike] = []

  /// - Parameter tolerance: The least log ratio that is disbelieved, where regressors may explain large ones.
  init(_ series: Series, calendar: EventCalendar, tolerance: Double) {
    cleaned = series.totals
    let around = SpikeFilter.medians(of: series)
    for weekday in Weekday.allCases {
      let places = (0..<series.count).filter {
        series.day($0).weekday == weekday && series.isKnown($0) && calendar.names(on: series.day($0)).isEmpty
      }
      guard places.count >= 5 else { continue }
      let ratios = places.map { log(max(series.totals[$0] / around[$0], 0.02)) }
      let middle = median(ratios)
      let spread = 1.4826 * median(ratios.map { abs($0 - middle) }) + 0.05
      let reach = max(3 * spread, tolerance)
      for place in places {
        let (low, high) = (exp(middle - reach) * around[place], exp(middle + reach) * around[place])
        let taken = min(high, max(low, series.totals[place]))
        guard taken != series.totals[place] else { continue }
        cleaned[place] = taken
        spikes.append(Forecast.Spike(day: series.day(place), volume: series.totals[place], taken: taken))
      }
    }
    spikes.sort { $0.day < $1.day }
  }

  private static func medians(of series: Series) -> [Double] {
    (0..<series.count).map { place in
      let near = series.totals[max(0, place - 14)...min(series.count - 1, place + 14)].filter { !$0.isNaN }
      return max(median(near), 1e-9)
    }
  }
}

/// The middle value; 0 of nothing.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  let half = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
}

/// The value below which a share of the values lies, interpolated between neighbors.
func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
  guard let last = values.last else { return 0 }
  let place = share * Double(values.count - 1)
  let index = Int(place)
  guard index + 1 < values.count else { return last }
  return values[index] + (place - Double(index)) * (values[index + 1] - values[index])
}
