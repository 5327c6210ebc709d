/// Chance-corrected agreement of several raters with ratings missing, in the forms of Gwet 2014.
///
/// All share the observed agreement and differ in what they take for chance. AC1 is the one to read when nearly all
/// answers are the same: there kappa falls though everyone agrees.
public struct RaterAgreement: Sendable, Hashable {
  /// The mean share of pairs of raters that agree, over cases rated at least twice.
  public let observed: Double
  private let categories: Double
  /// The mean share of each category.
  private let shares: [Double]
  private let congerChance: Double

  /// - Parameter ratings: One row a case, one column a rater; `nil` where a rater did not rate.
  /// - Parameter categories: How many categories there are to choose from; those used when `nil`.
  /// - Returns: `nil` when no case was rated twice or one category was used.
  public init?(_ ratings: [[Int?]], categories: Int? = nil) {
    let used = Set(ratings.joined().compactMap { $0 }).sorted()
    let counts = ratings.map { row in used.map { category in Double(row.count { $0 == category }) } }
    let rated = counts.filter { $0.sum > 0 }
    let paired = counts.filter { $0.sum > 1 }
    guard used.count > 1, !paired.isEmpty else { return nil }
    observed = paired.map { row in row.map { $0 * ($0 - 1) }.sum / (row.sum * (row.sum - 1)) }.mean
    shares = used.indices.map { place in rated.map { $0[place] / $0.sum }.mean }
    self.categories = Double(categories ?? used.count)
    congerChance = Self.congerChance(ratings, used)
  }

  /// Gwet's AC1.
  public var ac1: Double { corrected(shares.map { $0 * (1 - $0) }.sum / (categories - 1)) }
  /// Fleiss' kappa for any number of ratings a case.
  public var fleiss: Double { corrected(shares.map { $0 * $0 }.sum) }
  /// Conger's kappa, in which each rater has habits of their own.
  public var conger: Double { corrected(congerChance) }
  /// Brennan and Prediger's kappa, in which chance knows no habits.
  public var brennanPrediger: Double { corrected(1 / categories) }

  private func corrected(_ chance: Double) -> Double { (observed - chance) / (1 - chance) }

  private static func congerChance(_ ratings: [[Int?]], _ used: [Int]) -> Double {
    let raters = (ratings.first ?? []).indices.map { rater in ratings.compactMap { $0[rater] } }.filter { !$0.isEmpty }
    let count = Double(raters.count)
    return used.map { category in
      let habits = raters.map { own in Double(own.count { $0 == category }) / Double(own.count) }
      return habits.mean * habits.mean - habits.variance / count
    }.sum
  }
}
