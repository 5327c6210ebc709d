import ArgumentParser
import Foundation
import Statistics

/// Answers cases of statistics, a line of JSON each, so that a peer can be asked the same.
struct StatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics", abstract: "Answer cases of statistics from standard input, a line each.")

  func run() throws {
    let decoder = JSONDecoder()
    while let line = readLine() {
      let found = try decoder.decode(StatisticsCase.self, from: Data(line.utf8)).answer
      let words = found.map { value in value.map { $0.isFinite ? "\($0)" : "null" } ?? "null" }
      print("[" + words.joined(separator: ", ") + "]")
    }
  }
}

/// One question: a method and the numbers it is asked about.
struct StatisticsCase: Decodable {
  let method: String
  var counts: [Int] = []
  var values: [Double] = []
  var rows: [[Double?]] = []
  var others: [[Double?]] = []
  var table: [[Double]] = []
  var people: [[[Double]]] = []

  private enum CodingKeys: String, CodingKey {
    case method, counts, values, rows, others, table, people
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    method = try container.decode(String.self, forKey: .method)
    counts = try container.decodeIfPresent([Int].self, forKey: .counts) ?? []
    values = try container.decodeIfPresent([Double].self, forKey: .values) ?? []
    rows = try container.decodeIfPresent([[Double?]].self, forKey: .rows) ?? []
    others = try container.decodeIfPresent([[Double?]].self, forKey: .others) ?? []
    table = try container.decodeIfPresent([[Double]].self, forKey: .table) ?? []
    people = try container.decodeIfPresent([[[Double]]].self, forKey: .people) ?? []
  }

  /// What we say, in the order the peer says it.
  var answer: [Double?] {
    switch method {
    case "wilson": ends(Proportion(counts[0], of: counts[1]).wilson())
    case "jeffreys": ends(Proportion(counts[0], of: counts[1]).jeffreys())
    case "exact": ends(Proportion(counts[0], of: counts[1]).exact())
    case "poisson rate": ends(Rate(counts[0], per: values[0]).interval())
    case "newcombe":
      difference
    case "fisher": [TwoByTwo(Proportion(counts[0], of: counts[1]), Proportion(counts[2], of: counts[3])).fisher]
    default: agreement ?? models
    }
  }

  private var agreement: [Double?]? {
    switch method {
    case "alpha nominal": [Krippendorff.alpha(rows, .nominal)]
    case "alpha ordinal": [Krippendorff.alpha(rows, .ordinal)]
    case "alpha interval": [Krippendorff.alpha(rows, .interval)]
    case "alpha ratio": [Krippendorff.alpha(rows, .ratio)]
    case "cohen": cohen
    case "cohen weighted": [CohenKappa(table, disagreement: steps(table.count)).value]
    case "fleiss": [FleissKappa(table.map { $0.map { Int($0) } }).value]
    case "gwet": gwet
    case "icc", "icc in R": icc
    case "kappa in R": [CohenKappa(table).value]
    case "bland altman": blandAltman
    case "leniency": Leniency(rows).map { $0.fitted + [$0.deviation] } ?? []
    default: nil
    }
  }

  private var models: [Double?] {
    switch method {
    case "random effects": pooled(.derSimonianLaird)
    case "random effects reml": pooled(.restrictedLikelihood)
    case "paule mandel": pooled(.pauleMandel)
    case "kaplan meier", "kaplan meier in R": KaplanMeier(spells(rows)).steps.map(\.survival)
    case "log rank", "log rank in R": [LogRank(spells(rows), spells(others)).chiSquared]
    case "direct standard": standardized
    case "one way in lme4": OneWay(table).map { [$0.mean, $0.varianceBetween, $0.varianceWithin] } ?? []
    case "growth in lme4":
      GrowthModel(people.map { $0.map { (x: $0[0], y: $0[1]) } }).map { [$0.criterion, $0.level, $0.slope] } ?? []
    case "poisson regression":
      PoissonRegression(table, counts: values, exposures: counts.map(Double.init)).map {
        $0.coefficients + $0.errors + [$0.dispersion]
      } ?? []
    case "least squares": LeastSquares(table, values).map { $0.coefficients + $0.errors } ?? []
    case "clustered": LeastSquares(table, values).map { $0.errors(clusters: counts) } ?? []
    default: []
    }
  }

  private func ends(_ interval: ConfidenceInterval) -> [Double?] { [interval.low, interval.high] }

  private var difference: [Double?] {
    let (first, second) = (Proportion(counts[0], of: counts[1]), Proportion(counts[2], of: counts[3]))
    return first.difference(from: second).map { [$0.estimate, $0.interval.low, $0.interval.high] } ?? []
  }

  private func pooled(_ method: RandomEffects.Method) -> [Double?] {
    RandomEffects(table.map { Estimate($0[0], error: $0[1]) }, method).map { [$0.mean, $0.error, $0.spread] } ?? []
  }

  private var standardized: [Double?] {
    let strata = table.map { Stratum(events: $0[0], exposure: $0[1]) }
    let standard = Standardization(standard: table.map { $0[2] })
    let interval = standard.interval(strata)
    return [standard.direct(strata), interval?.low, interval?.high]
  }

  private var cohen: [Double?] {
    let kappa = CohenKappa(table)
    return [kappa.value, kappa.error, kappa.errorUnderChance]
  }

  private var gwet: [Double?] {
    RaterAgreement(rows.map { $0.map { $0.map { Int($0) } } }).map {
      [$0.ac1, $0.fleiss, $0.conger, $0.brennanPrediger]
    } ?? []
  }

  private var icc: [Double?] {
    IntraclassCorrelation(table).map {
      [
        $0.oneWay, $0.agreement, $0.consistency, $0.oneWayOfMeans, $0.agreementOfMeans, $0.consistencyOfMeans,
        $0.agreementInterval().low, $0.agreementInterval().high,
      ]
    } ?? []
  }

  private var blandAltman: [Double?] {
    BlandAltman(table.map { (first: $0[0], second: $0[1]) }).map {
      [$0.bias, $0.deviation, $0.limits().lowerBound, $0.limits().upperBound, $0.correlation]
    } ?? []
  }

  private func steps(_ count: Int) -> [[Double]] {
    (0..<count).map { row in (0..<count).map { Double((row - $0).magnitude) } }
  }

  private func spells(_ rows: [[Double?]]) -> [Spell] {
    rows.compactMap { row in row[0].map { Spell($0, isEvent: row[1] == 1) } }
  }
}
