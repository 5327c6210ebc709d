import Statistics
import Testing

@Suite(.enabled(if: Oracle.isThere, Oracle.absence))
struct ShrinkageOracleTests {
  @Test func `Efron and Morris's eighteen batters`() throws {
    let oracle = try Oracle.expected("efron_morris_1975", "computed")
    let published = try Oracle.expected("efron_morris_1975", "published")
    let rows = try Oracle.rows("efron_morris.csv")
    let hits = try rows.map { try #require(Double($0[4])) }
    let truth = try rows.map { try #require(Double($0[6])) }
    let mean = hits.reduce(0, +) / 18
    let variance = mean * (1 - mean) / 45
    try expect(mean, prints: oracle["mean"].double)
    try expect(variance, prints: oracle["sigma2"].double)
    let shrinkage = try #require(JamesStein(hits, variance: variance))
    try expect(shrinkage.kept, prints: oracle["c"].double)
    try expect(shrinkage.kept, prints: published["sci_am_1977_shrink_c"].double)
    try expect(shrinkage.shrunk(hits[0]), prints: oracle["clemente"].double)
    try expect(shrinkage.shrunk(hits[0]), prints: published["clemente_1977"].double)
    try expect(shrinkage.shrunk(hits[17]), prints: oracle["alvis"].double)
    let plain = misfit(hits, truth)
    let shrunk = misfit(hits.map(shrinkage.shrunk), truth)
    try expect(plain, prints: oracle["sse_mle"].double)
    try expect(shrunk, prints: oracle["sse_js"].double)
    try expect(plain / shrunk, prints: oracle["ratio"].double)
    try expect(plain / shrunk, prints: published["sse_ratio"].double, decimals: 1)
  }

  @Test func `the same batters on the scale of equal variance`() throws {
    let oracle = try Oracle.expected("efron_morris_1975", "computed")
    let published = try Oracle.expected("efron_morris_1975", "published")
    let rows = try Oracle.rows("efron_morris.csv")
    let values = try rows.map { JamesStein.stabilized(try #require(Double($0[4])), trials: 45) }
    let truth = try rows.map { JamesStein.stabilized(try #require(Double($0[6])), trials: 45) }
    let shrinkage = try #require(JamesStein(values, variance: 1))
    try expect(shrinkage.kept, prints: oracle["arcsine_c"].double)
    try expect(shrinkage.kept, prints: published["jasa_1975_shrink"].double)
    let clemente = JamesStein.rate(shrinkage.shrunk(values[0]), trials: 45)
    try expect(clemente, prints: oracle["arcsine_clemente"].double)
    try expect(clemente, prints: published["clemente_1975"].double, decimals: 3)
    try expect(misfit(values, truth), prints: oracle["arcsine_sse_mle"].double)
    try expect(misfit(values.map(shrinkage.shrunk), truth), prints: oracle["arcsine_sse_js"].double)
  }

  private func misfit(_ values: [Double], _ truth: [Double]) -> Double {
    zip(values, truth).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
  }

  @Test func `rat tumors, Tarone 1982`() throws {
    let oracle = try Oracle.expected("rats_betabinomial")
    let groups = try Oracle.numbers("rats_bda.csv").map { Proportion(Int($0[0]), of: Int($0[1])) }
    #expect(groups.count == Int(try oracle["n_groups"].double))
    #expect(groups.map(\.successes).reduce(0, +) == Int(try oracle["sum_y"].double))
    #expect(groups.map(\.trials).reduce(0, +) == Int(try oracle["sum_n"].double))
    let history = Array(groups.dropLast())
    guard case .found(let moments) = BetaPrior.plainMoments(history) else { return try #require(nil) }
    for source in ["computed_mom", "published_mom"] {
      let expected = try oracle[source]
      try expect(moments.mean, prints: expected["mean"].double)
      try expect(moments.deviation, prints: expected["sd"].double)
      try expect(moments.alpha, prints: expected["alpha"].double)
      try expect(moments.beta, prints: expected["beta"].double)
    }
    let published = try oracle["published_mom"]
    let posterior = moments.posterior(Proportion(4, of: 14))
    try expect(posterior.mean, prints: published["posterior_mean_4_of_14"].double, decimals: 3)
    try expect(posterior.deviation, prints: published["posterior_sd"].double)
  }

  @Test func `rat tumors by the likeliest prior`() throws {
    let oracle = try Oracle.expected("rats_betabinomial")
    let groups = try Oracle.numbers("rats_bda.csv").map { Proportion(Int($0[0]), of: Int($0[1])) }
    let all = try #require(BetaPrior.likeliest(groups))
    try expect(all.alpha, prints: oracle["computed_ml_71"]["alpha"].double, decimals: 4)
    try expect(all.beta, prints: oracle["computed_ml_71"]["beta"].double, decimals: 3)
    let choices = groups.map { logChoose($0.trials, $0.successes) }.reduce(0, +)
    let whole = all.logLikelihood(groups)
    let printed = try oracle["computed_ml_71"]["loglik"].double
    #expect((whole - printed).magnitude < 5e-6 || (whole + choices - printed).magnitude < 5e-6)
    let history = try #require(BetaPrior.likeliest(Array(groups.dropLast())))
    try expect(history.alpha, prints: oracle["computed_ml_70"]["alpha"].double, decimals: 4)
    try expect(history.beta, prints: oracle["computed_ml_70"]["beta"].double, decimals: 3)
  }

  private func logChoose(_ all: Int, _ chosen: Int) -> Double {
    (0..<chosen).reduce(0.0) { $0 + naturalLog(Double(all - $1) / Double($1 + 1)) }
  }

  private func batches(_ file: String) throws -> [[Double]] {
    let rows = try Oracle.rows(file)
    return try Set(rows.map { $0[0] }).sorted().map { batch in
      try rows.filter { $0[0] == batch }.map { try #require(Double($0[1])) }
    }
  }

  @Test func `dyestuff, Davies and Goldsmith 1972`() throws {
    let oracle = try Oracle.expected("dyestuff_normal_normal")
    let fit = try #require(OneWay(batches("dyestuff.csv")))
    try expect(fit.mean, prints: oracle["grand_mean"].double)
    try expect(fit.error, prints: oracle["se"].double)
    try expect(fit.varianceBetween, prints: oracle["var_between"].double)
    try expect(fit.varianceWithin, prints: oracle["var_within"].double)
    try expect(fit.meanSquareBetween, prints: oracle["ms_between"].double)
    try expect(fit.meanSquareWithin, prints: oracle["ms_within"].double)
    try expect(fit.likeliestVarianceBetween, prints: oracle["ml_var_between"].double)
    for (effect, batch) in zip(fit.effects, try oracle["blup"].keys) {
      try expect(effect, prints: oracle["blup"][batch].double, decimals: 4, "batch \(batch)")
    }
  }

  @Test func `dyestuff without any spread between batches`() throws {
    let oracle = try Oracle.expected("dyestuff2_zero_clamp")
    let fit = try #require(OneWay(batches("dyestuff2.csv")))
    #expect(fit.varianceBetween == 0)
    #expect(fit.effects.allSatisfy { $0 == 0 })
    try expect(fit.mean, prints: oracle["grand_mean"].double)
    try expect(fit.varianceWithin.squareRoot(), prints: oracle["resid_sd_reml"].double)
    try expect(fit.meanSquareBetween, prints: oracle["ms_between"].double, decimals: 4)
    try expect(fit.meanSquareWithin, prints: oracle["ms_within"].double)
  }

  @Test func `eight schools`() throws {
    let oracle = try Oracle.expected("eight_schools")
    let estimates = try zip(oracle["y"].doubles, oracle["se"].doubles).map { Estimate($0, error: $1) }
    let fit = try #require(RandomEffects(estimates))
    #expect(fit.spread == 0)
    try expect(fit.mean, prints: oracle["mu"].double)
    try expect(fit.error, prints: oracle["mu_se"].double)
    try expect(fit.heterogeneity, prints: oracle["Q"].double)
  }

  @Test func `tuberculosis vaccine, Viechtbauer 2010`() throws {
    let oracle = try Oracle.expected("bcg_DL_random_effects")
    let moments = try #require(RandomEffects(Vaccine.estimates))
    try expect(moments.mean, prints: oracle["mu_DL"].double)
    try expect(moments.error, prints: oracle["se_DL"].double)
    try expect(moments.spread, prints: oracle["tau2_DL"].double)
    try expect(moments.heterogeneity, prints: oracle["Q"].double)
    let restricted = try #require(RandomEffects(Vaccine.estimates, .restrictedLikelihood))
    try expect(restricted.mean, prints: oracle["mu_REML"].double, decimals: 4)
    try expect(restricted.spread, prints: oracle["tau2_REML"].double, decimals: 4)
  }
}
