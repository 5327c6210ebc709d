import Statistics
import Testing

@Suite(.enabled(if: Oracle.isThere, Oracle.absence))
struct AgreementOracleTests {
  @Test func `Cohen's kappa with its errors and both paradoxes`() throws {
    let oracle = try Oracle.expected("cohen_kappa")
    let plain = CohenKappa([[20, 5], [10, 15]])
    try expect(plain.value, prints: oracle["2x2_20_5_10_15"]["kappa"].double, decimals: 12)
    try expect(plain.error, prints: oracle["2x2_20_5_10_15"]["ase"].double)
    try expect(plain.errorUnderChance, prints: oracle["2x2_20_5_10_15"]["ase_h0"].double)
    try expect(CohenKappa([[45, 15], [25, 15]]).value, prints: oracle["prevalence_paradox_45_15_25_15"].double)
    try expect(CohenKappa([[25, 35], [5, 35]]).value, prints: oracle["bias_paradox_25_35_5_35"].double)
  }

  @Test func `weighted kappa, Cohen 1968`() throws {
    let oracle = try Oracle.expected("cohen_kappa")
    let table = try oracle["cohen1968_3x3_props"].list.map { try $0.doubles }
    let weights = try oracle["cohen1968_disagreement_weights"].list.map { try $0.doubles }
    try expect(CohenKappa(table).value, prints: oracle["cohen1968"]["kappa"].double)
    try expect(CohenKappa(table, disagreement: weights).value, prints: oracle["cohen1968"]["weighted_kappa"].double)
  }

  @Test func `Fleiss's psychiatrists`() throws {
    let oracle = try Oracle.expected("fleiss_1971")
    let counts = try Oracle.numbers("fleiss1971_counts.csv").map { $0.map { Int($0) } }
    let kappa = FleissKappa(counts)
    try expect(kappa.value, prints: oracle["kappa"].double)
    try expect(kappa.value, prints: oracle["published"].double, decimals: 3)
    try expect(kappa.observed, prints: oracle["Pbar"].double)
    try expect(kappa.expected, prints: oracle["Pe"].double)
    try expect(kappa.errorUnderChance, prints: oracle["se0"].double)
    try expect(kappa.z, prints: oracle["z"].double)
    for (found, printed) in zip(kappa.byCategory, try oracle["by_category"].doubles) {
      try expect(found, prints: printed, decimals: 3)
    }
    let shares = (0..<5).map { place in Double(counts.map { $0[place] }.reduce(0, +)) / 180 }
    for (found, printed) in zip(shares, try oracle["p"].doubles) { try expect(found, prints: printed, decimals: 3) }
  }

  @Test func `fourteen raters of ten cases`() throws {
    let oracle = try Oracle.expected("fleiss_wikipedia_14raters")
    let counts = try oracle["counts"].list.map { try $0.doubles.map { Int($0) } }
    try expect(FleissKappa(counts).value, prints: oracle["kappa"].double)
  }

  private func coders() throws -> [[Double?]] {
    try Oracle.rows("krippendorff_4x12.csv").map { row in row.dropFirst().map { Double($0) } }
  }

  @Test func `Krippendorff's four coders with ratings missing`() throws {
    let oracle = try Oracle.expected("krippendorff_4x12_missing")
    let ratings = try coders()
    try expect(Krippendorff.alpha(ratings, .nominal), prints: oracle["nominal"].double)
    try expect(Krippendorff.alpha(ratings, .ordinal), prints: oracle["ordinal"].double)
    try expect(Krippendorff.alpha(ratings, .interval), prints: oracle["interval"].double)
    try expect(Krippendorff.alpha(ratings, .ratio), prints: oracle["ratio"].double)
  }

  @Test func `Krippendorff's two observers, binary and nominal`() throws {
    let binary = try Oracle.expected("krippendorff_binary_2obs")
    let ratings: [[Double?]] = try zip(binary["A"].doubles, binary["B"].doubles).map { [$0, $1] }
    try expect(Krippendorff.alpha(ratings), prints: binary["nominal"].double)
    let nominal = try Oracle.expected("krippendorff_nominal_2obs")
    let letters = try zip(nominal["A"].text.split(separator: " "), nominal["B"].text.split(separator: " "))
    let named: [[Double?]] = letters.map { [Double($0.utf8.first ?? 0), Double($1.utf8.first ?? 0)] }
    try expect(Krippendorff.alpha(named), prints: nominal["nominal"].double)
  }

  @Test func `the four coders by Gwet and others`() throws {
    let oracle = try Oracle.expected("irrCAC_4raters12")
    let ratings = try coders()
    let agreement = try #require(RaterAgreement(ratings.map { $0.map { $0.map { Int($0) } } }))
    try expect(agreement.ac1, prints: oracle["gwet_AC1"].double)
    try expect(agreement.fleiss, prints: oracle["fleiss_generalised"].double)
    // In the package's copy of the table the last case was rated by the third coder; only Conger's kappa minds who.
    var copy = ratings
    copy[11] = [nil, nil, 3, nil]
    let conger = RaterAgreement(copy.map { $0.map { $0.map { Int($0) } } })?.conger
    try expect(conger, prints: oracle["conger"].double)
    try expect(agreement.brennanPrediger, prints: oracle["brennan_prediger"].double)
    try expect(Krippendorff.alpha(ratings), prints: oracle["krippendorff"].double)
  }

  @Test func `six forms of intraclass correlation, Shrout and Fleiss 1979`() throws {
    let oracle = try Oracle.expected("icc_shrout_fleiss_1979")
    let icc = try #require(IntraclassCorrelation(Oracle.numbers("shrout_fleiss1979.csv")))
    let forms = [
      "ICC11": icc.oneWay, "ICC21": icc.agreement, "ICC31": icc.consistency, "ICC1k": icc.oneWayOfMeans,
      "ICC2k": icc.agreementOfMeans, "ICC3k": icc.consistencyOfMeans,
    ]
    for (name, value) in forms {
      try expect(value, prints: oracle["published"][name].double, decimals: 2, "\(name)")
      try expect(value, prints: oracle["computed"][name].double, "\(name)")
    }
    try expect(icc.meanSquareCases, prints: oracle["ms"]["targets"].double)
    try expect(icc.meanSquareRaters, prints: oracle["ms"]["judges"].double)
    try expect(icc.meanSquareRest, prints: oracle["ms"]["residual"].double)
    let ends = try oracle["ci95_ICC21"].doubles + oracle["ci95_ICC31"].doubles
    let (own, other) = (icc.agreementInterval(), icc.consistencyInterval())
    for (value, printed) in zip([own.low, own.high, other.low, other.high], ends) {
      try expect(value, prints: printed, decimals: 6)
    }
  }

  @Test func `peak flow meters, Bland and Altman 1986`() throws {
    let oracle = try Oracle.expected("bland_altman_1986")
    let pairs = try Oracle.numbers("bland_altman1986_pefr.csv").map { (first: $0[0], second: $0[1]) }
    let found = try #require(BlandAltman(pairs))
    let (published, computed) = try (oracle["published"], oracle["computed"])
    try expect(found.bias, prints: published["mean_diff"].double)
    try expect(found.deviation, prints: published["sd"].double)
    try expect(found.bias, prints: computed["mean_diff"].double)
    try expect(found.deviation, prints: computed["sd"].double)
    let (two, usual) = (found.limits(deviations: 2), found.limits(deviations: 1.96))
    // The paper doubles the rounded deviation: its limits are those of 38.8 around -2.1.
    try expect(-2.1 - 2 * 38.8, prints: published["loa"].doubles[0])
    try expect(-2.1 + 2 * 38.8, prints: published["loa"].doubles[1])
    try expect(two.lowerBound, prints: computed["loa_2sd"].doubles[0])
    try expect(two.upperBound, prints: computed["loa_2sd"].doubles[1])
    try expect(usual.lowerBound, prints: computed["loa_1.96sd"].doubles[0])
    try expect(usual.upperBound, prints: computed["loa_1.96sd"].doubles[1])
    try expect(found.correlation, prints: computed["r"].double)
  }
}
