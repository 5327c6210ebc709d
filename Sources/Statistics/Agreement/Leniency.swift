/// How many points each rater gives more or less than the others would for the same cases.
///
/// Least squares for score = case + rater + rest, with ratings missing; then each rater's effect is drawn towards 0 as
/// far as it is not told apart from chance, by the spread between raters (DerSimonian and Laird).
public struct Leniency: Sendable, Hashable {
  /// The effects as fitted, which add up to 0 over all ratings; `nil` for a rater who rated nothing.
  public let fitted: [Double?]
  /// The effects as far as they can be trusted.
  public let shrunk: [Double?]
  /// The standard error of each fitted effect.
  public let errors: [Double?]
  /// The standard deviation of what neither case nor rater explains.
  public let deviation: Double

  /// - Parameter scores: One row a case, one column a rater; `nil` where a rater did not rate.
  /// - Returns: `nil` with fewer than two raters, or no more ratings than effects.
  public init?(_ scores: [[Double?]]) {
    let rows = scores.filter { $0.contains { $0 != nil } }
    let raters = (rows.first?.indices ?? 0..<0).filter { rater in rows.contains { $0[rater] != nil } }
    let count = rows.joined().count { $0 != nil }
    let freedom = count - rows.count - raters.count + 1
    guard raters.count > 1, freedom > 0, let width = rows.first?.count else { return nil }
    let fit = AdditiveFit(rows, width)
    deviation = (fit.rest / Double(freedom)).squareRoot()
    let deviation = deviation
    let errors = (0..<width).map { rater -> Double? in
      let rated = rows.count { $0[rater] != nil }
      return rated > 0 ? deviation * (1 / Double(rated) - 1 / Double(count)).squareRoot() : nil
    }
    self.errors = errors
    fitted = (0..<width).map { raters.contains($0) ? fit.raters[$0] : nil }
    var shrunk = fitted
    if deviation > 0 {
      let estimates = raters.map { Estimate(fit.raters[$0], error: errors[$0] ?? deviation) }
      let effects = RandomEffects(estimates)
      for (rater, estimate) in zip(raters, estimates) { shrunk[rater] = effects?.shrunk(estimate) }
    }
    self.shrunk = shrunk
  }
}

/// Case and rater effects that leave the least rest, by turns until they stand still.
private struct AdditiveFit {
  let raters: [Double]
  /// The sum of the squares that are left.
  let rest: Double

  init(_ rows: [[Double?]], _ width: Int) {
    var raters = [Double](repeating: 0, count: width)
    var cases = [Double](repeating: 0, count: rows.count)
    for _ in 0..<10_000 {
      let before = raters
      cases = rows.map { row in row.indices.compactMap { rater in row[rater].map { $0 - raters[rater] } }.mean }
      for rater in 0..<width {
        let own = rows.indices.compactMap { place in rows[place][rater].map { $0 - cases[place] } }
        if !own.isEmpty { raters[rater] = own.mean }
      }
      if zip(before, raters).allSatisfy({ ($0 - $1).magnitude < 1e-13 }) { break }
    }
    let places = rows.indices.flatMap { row in (0..<width).compactMap { rows[row][$0] == nil ? nil : (row, $0) } }
    let center = places.map { raters[$0.1] }.mean
    self.raters = raters.map { $0 - center }
    rest =
      places.map { row, rater in
        let left = (rows[row][rater] ?? 0) - cases[row] - raters[rater]
        return left * left
      }.sum
  }
}
