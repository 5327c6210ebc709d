// A plan is made for expected numbers; people leave one by one, classes pass as luck has it, and demand misses its
// forecast for weeks on end. Each path draws all three and follows the heads week by week.

/// How a hiring plan fares when chance has its say.
public struct HiringRisk: Sendable, Hashable, Codable {
  public let weeks: [Week]
  /// The share of paths in which no week is short by more than an agent.
  public let coveredThroughout: Double
  public let paths: Int

  /// One week over all paths.
  public struct Week: Sendable, Hashable, Codable {
    public let monday: Day
    /// The share of paths in which less is supplied than required.
    public let short: Double
    public let requiredP10: Double
    public let requiredP50: Double
    public let requiredP90: Double
    public let supplyP10: Double
    public let supplyP50: Double
    public let supplyP90: Double
  }

  /// Plays a plan through.
  ///
  /// - Parameters:
  ///   - demandSpread: The spread of the logarithm of demand against its forecast.
  ///   - persistence: How much of one week's miss carries over to the next, from 0 to 1.
  public static func of(
    _ plan: HiringPlan, in hiring: HiringCase, demandSpread: Double, persistence: Double = 0.8, paths: Int = 1000,
    seed: UInt64 = 1
  ) -> HiringRisk {
    var chance = Chance(seed: seed)
    var required = [[Double]](repeating: [], count: hiring.weeks)
    var supply = required
    // What can be called in at short notice is: all of it, or what the budget pays for.
    let relief = plan.weeks.indices.map { week in
      hiring.budget == nil
        ? hiring.relief(in: week).reduce(0) { $0 + $1.most } : plan.weeks[week].overtime + plan.weeks[week].outsourced
    }
    var covered = 0
    for _ in 0..<paths {
      let supplied = PathOfHeads(plan, in: hiring).walk(&chance)
      var miss = demandSpread * chance.normal()
      var isCovered = true
      for week in 0..<hiring.weeks {
        let wanted = hiring.required[week] * exp(miss - demandSpread * demandSpread / 2)
        required[week].append(wanted)
        supply[week].append(supplied[week] + relief[week])
        isCovered = isCovered && supplied[week] + relief[week] >= wanted - 1
        miss = persistence * miss + (1 - persistence * persistence).squareRoot() * demandSpread * chance.normal()
      }
      covered += isCovered ? 1 : 0
    }
    let weeks = (0..<hiring.weeks).map { week in
      let short = zip(supply[week], required[week]).reduce(0) { $0 + ($1.0 < $1.1 ? 1 : 0) }
      let (wanted, supplied) = (required[week].sorted(), supply[week].sorted())
      return Week(
        monday: hiring.monday(week), short: Double(short) / Double(paths),
        requiredP10: quantile(0.1, ofSorted: wanted), requiredP50: quantile(0.5, ofSorted: wanted),
        requiredP90: quantile(0.9, ofSorted: wanted), supplyP10: quantile(0.1, ofSorted: supplied),
        supplyP50: quantile(0.5, ofSorted: supplied), supplyP90: quantile(0.9, ofSorted: supplied))
    }
    return HiringRisk(weeks: weeks, coveredThroughout: Double(covered) / Double(paths), paths: paths)
  }
}

/// The heads of a plan on one path of luck.
private struct PathOfHeads {
  let hiring: HiringCase
  /// Starters by week, and the last week they work.
  let classes: [(week: Int, heads: Int, last: Int)]

  init(_ plan: HiringPlan, in hiring: HiringCase) {
    self.hiring = hiring
    let seasonalEnd = hiring.seasonalEndWeek ?? hiring.weeks - 1
    classes = plan.classes.flatMap {
      [($0.week, $0.permanent, hiring.weeks - 1), ($0.week, $0.seasonal, seasonalEnd)].filter { $0.1 > 0 }
    }
  }

  /// Productive agents by week.
  func walk(_ chance: inout Chance) -> [Double] {
    var supply = (0..<hiring.weeks).map { hiring.committed.indices.contains($0) ? hiring.committed[$0] : 0 }
    var employed = Int(hiring.employed.rounded())
    for week in 0..<hiring.weeks {
      if week > 0 { employed -= chance.binomial(employed, hiring.attrition.tenured) }
      supply[week] += Double(employed) * hiring.productiveShare
    }
    for group in classes { follow(group, &supply, &chance) }
    return supply
  }

  private func follow(_ group: (week: Int, heads: Int, last: Int), _ supply: inout [Double], _ chance: inout Chance) {
    let training = hiring.training
    var heads = group.heads
    for week in stride(from: group.week, through: min(group.last, hiring.weeks - 1), by: 1) {
      let since = week - group.week - training.weeks
      if since == 0 {
        heads = chance.binomial(heads, training.passRate)
      } else if since > 0 {
        let isNew = since <= hiring.attrition.newWeeks
        heads -= chance.binomial(heads, isNew ? hiring.attrition.new : hiring.attrition.tenured)
      }
      guard since >= 0 else { continue }
      let isRamping = training.ramp.indices.contains(since)
      let output = (isRamping ? training.ramp[since] : 1) * hiring.productiveShare
      supply[week] += Double(heads) * (output - (isRamping ? training.coaching : 0))
    }
  }
}
