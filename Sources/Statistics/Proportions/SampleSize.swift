/// How many to look at, and how far off a share may be after looking at so many.
///
/// The normal interval of a share, with the correction for drawing from few (Cochran 1977, Sampling Techniques, 4.4).
public enum SampleSize {
  /// How many of a population must be drawn for a margin.
  ///
  /// - Parameter margin: Half the width of the interval, as a share: 0.05 is five points.
  /// - Parameter rate: What the share is thought to be; 0.5 is the most cautious.
  /// - Parameter population: How many there are; `nil` for very many.
  public static func needed(
    margin: Double, rate: Double = 0.5, population: Int? = nil, _ confidence: Double = 0.95
  ) -> Int {
    let z = Normal.deviations(confidence)
    let many = z * z * rate * (1 - rate) / (margin * margin)
    guard let population else { return Int(many.rounded(.up)) }
    return min(population, Int((many / (1 + (many - 1) / Double(population))).rounded(.up)))
  }

  /// Half the width of the interval after drawing so many; 0 when all were drawn, `nil` when none was.
  public static func margin(
    drawn: Int, of population: Int? = nil, rate: Double = 0.5, _ confidence: Double = 0.95
  ) -> Double? {
    guard drawn > 0 else { return nil }
    let left = population.map { $0 > 1 ? Double(max(0, $0 - drawn)) / Double($0 - 1) : 0 } ?? 1
    return Normal.deviations(confidence) * (rate * (1 - rate) / Double(drawn) * left).squareRoot()
  }
}
