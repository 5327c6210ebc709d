/// How far several raters agree beyond chance when each case is rated by as many of them (Fleiss 1971).
public struct FleissKappa: Sendable, Hashable {
  /// The mean share of pairs of raters that agree.
  public let observed: Double
  /// The same by chance.
  public let expected: Double
  /// `nil` when everyone used one category only, so that chance agrees fully.
  public let value: Double?
  /// The standard error if there were no agreement beyond chance (Fleiss, Nee & Landis 1979).
  public let errorUnderChance: Double?
  /// How far raters agree on each category against all others; `nil` where a category was never used or always.
  public let byCategory: [Double?]

  /// - Parameter counts: One row a case: how many raters chose each category; every row has the same sum of at least 2.
  public init(_ counts: [[Int]]) {
    let raters = counts.first?.reduce(0, +) ?? 0
    precondition(raters > 1 && counts.allSatisfy { $0.reduce(0, +) == raters }, "each case has as many raters")
    let (cases, seats) = (Double(counts.count), Double(raters))
    let shares = (counts.first ?? []).indices.map { category in
      counts.map { Double($0[category]) }.sum / (cases * seats)
    }
    let agreed = counts.map { row in row.map { Double($0 * ($0 - 1)) }.sum / (seats * (seats - 1)) }.mean
    let chance = shares.map { $0 * $0 }.sum
    (observed, expected) = (agreed, chance)
    value = chance < 1 ? (agreed - chance) / (1 - chance) : nil
    byCategory = shares.indices.map { category in
      let (share, split) = (shares[category], counts.map { Double($0[category] * (raters - $0[category])) }.sum)
      return share > 0 && share < 1 ? 1 - split / (cases * seats * (seats - 1) * share * (1 - share)) : nil
    }
    let mixed = shares.map { $0 * (1 - $0) }.sum
    let skew = shares.map { $0 * (1 - $0) * (1 - 2 * $0) }.sum
    let pairs = cases * seats * (seats - 1)
    errorUnderChance = mixed > 0 ? ((2 / pairs) * (mixed * mixed - skew)).squareRoot() / mixed : nil
  }

  /// Kappa in units of its error under chance.
  public var z: Double? {
    guard let value, let errorUnderChance else { return nil }
    return value / errorUnderChance
  }
}
