import ArgumentParser
import Statistics

/// What naive scorecards do to people: sixty agents whose true satisfaction is known, many months of chance.
///
/// The table of the research on fairness, made again: by the raw share, and by the house's own estimate.
struct FairnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness",
    abstract: "Sixty agents with known truths: how wrong are raw shares, and how wrong is the best estimate?")

  @Option(help: "Months to draw for each number of surveys.") var months = 4_000
  @Option(help: "The seed of all chance.") var seed: UInt64 = 2025

  func run() throws {
    var chance = SplitMix(seed: seed)
    print("surveys\traw_rmse\tbest_rmse\tworst_found\tworst_is_average\tgain_without_coaching\treliability")
    for surveys in [8, 15, 30, 60, 120] {
      let total = (0..<months).reduce(into: FairMonth.Outcome()) { total, _ in
        total.add(FairMonth(surveys: surveys, &chance).outcome(&chance))
      }
      let row = [
        100 * (total.rawSquares / total.agents).squareRoot(), 100 * (total.bestSquares / total.agents).squareRoot(),
        100 * total.found / total.picked, 100 * total.average / total.picked, 100 * total.gain / total.picked,
        total.reliability / total.months,
      ]
      print("\(surveys)\t" + row.map { String(Double(Int(($0 * 100).rounded())) / 100) }.joined(separator: "\t"))
    }
  }
}

/// One month of sixty agents.
struct FairMonth {
  static let agents = 60
  static let worst = 6

  let truths: [Double]
  let shares: [Proportion]
  private let surveys: Int

  init(surveys: Int, _ chance: inout SplitMix) {
    self.surveys = surveys
    truths = (0..<Self.agents).map { _ in Beta(85, 15).quantile(Double.random(in: 0..<1, using: &chance)) }
    shares = truths.map { Self.asked(surveys, $0, &chance) }
  }

  /// What a month comes to, summed over its agents.
  struct Outcome {
    var (months, agents, picked) = (0.0, 0.0, 0.0)
    var (rawSquares, bestSquares, found, average, gain, reliability) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ other: Outcome) {
      months += other.months
      agents += other.agents
      picked += other.picked
      rawSquares += other.rawSquares
      bestSquares += other.bestSquares
      found += other.found
      average += other.average
      gain += other.gain
      reliability += other.reliability
    }
  }

  func outcome(_ chance: inout SplitMix) -> Outcome {
    let raw = shares.map { $0.rate ?? 0 }
    let picked = raw.indices.sorted { raw[$0] < raw[$1] }.prefix(Self.worst)
    let worst = Set(truths.indices.sorted { truths[$0] < truths[$1] }.prefix(Self.worst))
    var outcome = Outcome()
    (outcome.months, outcome.agents, outcome.picked) = (1, Double(Self.agents), Double(Self.worst))
    for (index, best) in best().enumerated() {
      outcome.rawSquares += (raw[index] - truths[index]) * (raw[index] - truths[index])
      outcome.bestSquares += (best - truths[index]) * (best - truths[index])
    }
    for index in picked {
      outcome.found += worst.contains(index) ? 1 : 0
      outcome.average += truths[index] >= 0.85 ? 1 : 0
      outcome.gain += (Self.asked(surveys, truths[index], &chance).rate ?? 0) - raw[index]
    }
    outcome.reliability = Self.squaredCorrelation(raw, truths)
    return outcome
  }

  /// The house's estimate of each, as on a card.
  private func best() -> [Double] {
    switch BetaPrior.moments(shares) {
    case .found(let prior)?: shares.map { prior.posterior($0).mean }
    case BetaPrior.Spread.none(let mean)?: shares.map { _ in mean }
    case nil: shares.map { $0.rate ?? 0 }
    }
  }

  /// So many surveys on average, at least one.
  private static func asked(_ mean: Int, _ truth: Double, _ chance: inout SplitMix) -> Proportion {
    var (count, left) = (0, -Double(mean))
    while true {
      left += GammaDistribution(shape: 1).quantile(Double.random(in: 0..<1, using: &chance))
      if left > 0 { break }
      count += 1
    }
    let trials = max(1, count)
    let good = (0..<trials).count { _ in Double.random(in: 0..<1, using: &chance) < truth }
    return Proportion(good, of: trials)
  }

  private static func squaredCorrelation(_ a: [Double], _ b: [Double]) -> Double {
    let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      ab += (x - meanA) * (y - meanB)
      aa += (x - meanA) * (x - meanA)
      bb += (y - meanB) * (y - meanB)
    }
    return aa > 0 && bb > 0 ? ab * ab / (aa * bb) : 0
  }
}
