/// Krippendorff's alpha: agreement of any number of raters, on any scale, with ratings missing.
///
/// The default for calibration. One less the observed disagreement over the disagreement expected by chance
/// (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011). At 0.8 reliable, from 0.667 tentative.
public enum Krippendorff {
  /// What it means that two ratings differ.
  public enum Scale: Sendable, Hashable {
    /// Names: different is different.
    case nominal
    /// Ranks: different by the ratings that lie between.
    case ordinal
    /// Numbers: different by their distance.
    case interval
    /// Numbers with a true zero: different by their distance against their size.
    case ratio
  }

  /// - Parameter ratings: One row a case, one column a rater; `nil` where a rater did not rate.
  /// - Returns: `nil` when no case was rated twice or all ratings are the same, so that nothing can differ.
  public static func alpha(_ ratings: [[Double?]], _ scale: Scale = .nominal) -> Double? {
    let pairable = ratings.map { $0.compactMap { $0 } }.filter { $0.count > 1 }
    let values = Set(pairable.joined()).sorted()
    let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    let counts = pairable.map { row in
      row.reduce(into: [Int: Double]()) { counts, value in counts[places[value] ?? 0, default: 0] += 1 }
    }
    var totals = [Double](repeating: 0, count: values.count)
    for row in counts { for (place, count) in row { totals[place] += count } }
    let distance = squaredDistances(values, totals, scale)
    let observed = counts.map { row in
      disagreement(row.map { ($0.key, $0.value) }, distance) / (row.values.reduce(0, +) - 1)
    }.sum
    let expected = disagreement(totals.enumerated().map { ($0.offset, $0.element) }, distance)
    guard expected > 0 else { return nil }
    return 1 - (totals.sum - 1) * observed / expected
  }

  /// The distances between all pairs of these ratings, each pair both ways.
  private static func disagreement(_ counts: [(place: Int, count: Double)], _ distance: [[Double]]) -> Double {
    counts.map { one in counts.map { one.count * $0.count * distance[one.place][$0.place] }.sum }.sum
  }

  private static func squaredDistances(_ values: [Double], _ totals: [Double], _ scale: Scale) -> [[Double]] {
    var below = [0.0]
    for total in totals { below.append(below[below.count - 1] + total) }
    let middles = totals.indices.map { below[$0] + totals[$0] / 2 }
    return values.indices.map { i in
      values.indices.map { j in
        let difference: Double
        switch scale {
        case .nominal: difference = i == j ? 0 : 1
        case .ordinal: difference = middles[i] - middles[j]
        case .interval: difference = values[i] - values[j]
        case .ratio: difference = i == j ? 0 : (values[i] - values[j]) / (values[i] + values[j])
        }
        return difference * difference
      }
    }
  }
}
