import Testing

@testable import Statistics

struct ShrinkageTests {
  @Test func `agents who differ only by chance are drawn to the group`() {
    let groups = (0..<20).map { Proportion(8 + $0 % 2, of: 10) }
    #expect(BetaPrior.moments(groups) == BetaPrior.Spread.none(mean: 0.85))
    #expect(BetaPrior.likeliest(groups) == nil)
  }

  @Test func `one agent has no peers`() {
    #expect(BetaPrior.moments([Proportion(3, of: 4)]) == nil)
    #expect(BetaPrior.plainMoments([Proportion(3, of: 4), Proportion(0, of: 0)]) == nil)
    #expect(RandomEffects([Estimate(1, error: 1)]) == nil)
    #expect(OneWay([[1, 2]]) == nil)
    #expect(JamesStein([1, 2, 3], variance: 1) == nil)
  }

  @Test func `moments and likelihood find the spread that was drawn`() throws {
    var generator = SplitMix(seed: 7)
    let truth = Beta(17, 3)
    let groups = (0..<400).map { agent in
      let share = truth.quantile(Double.random(in: 0.001..<0.999, using: &generator))
      let trials = 10 + agent % 90
      return Proportion((0..<trials).count { _ in Double.random(in: 0..<1, using: &generator) < share }, of: trials)
    }
    guard case .found(let moments) = BetaPrior.moments(groups) else { return try #require(nil) }
    let likeliest = try #require(BetaPrior.likeliest(groups))
    for prior in [moments, likeliest] {
      #expect((prior.mean - 0.85).magnitude < 0.01)
      #expect((14...27).contains(prior.weight))
    }
    #expect(likeliest.logLikelihood(groups) >= moments.logLikelihood(groups))
  }

  @Test func `the more trials, the more the own number counts`() {
    let prior = BetaPrior(alpha: 17, beta: 3)
    #expect(prior.reliability(trials: 20) == 0.5)
    #expect(prior.posterior(Proportion(0, of: 0)) == Beta(17, 3))
    #expect(prior.posterior(Proportion(2, of: 4)).mean == 19.0 / 24)
  }

  @Test func `Paule and Mandel's spread of the vaccine trials`() throws {
    let fit = try #require(RandomEffects(Vaccine.estimates, .pauleMandel))
    try expect(fit.spread, prints: 0.3181, decimals: 4)
    let moments = try #require(RandomEffects(Vaccine.estimates))
    try expect(moments.mean, prints: -0.7141, decimals: 4)
    try expect(moments.spread, prints: 0.3088, decimals: 4)
  }

  @Test func `estimates are drawn to the mean by their error`() throws {
    let fit = try #require(RandomEffects([Estimate(0, error: 0.1), Estimate(10, error: 0.1), Estimate(8, error: 9)]))
    #expect(fit.shrunk(Estimate(10, error: 0.1)) > 9.9)
    #expect((fit.shrunk(Estimate(8, error: 9)) - fit.mean).magnitude < (8 - fit.mean).magnitude)
    #expect(fit.reliability(Estimate(0, error: 0.1)) > fit.reliability(Estimate(0, error: 9)))
  }

  @Test func `a funnel is as wide as people really differ`() {
    let people = [-3.0, -1, 0, 1, 3].map { Estimate($0, error: 0.5) }
    let funnel = Funnel(target: 0, people)
    #expect(funnel.spread > 1)
    #expect(funnel.flag(people[0]) == .usual)
    #expect(Funnel(target: 0, []).flag(people[0]) == .act)
    #expect(Funnel(target: 0, []).flag(Estimate(1.2, error: 0.5)) == .watch)
  }

  @Test func `false discoveries are kept rare as Benjamini and Hochberg do`() {
    let adjusted = FalseDiscovery.adjusted([0.01, 0.02, 0.03, 0.04, 0.05])
    for value in adjusted { #expect((value - 0.05).magnitude < 1e-15) }
    let mixed = FalseDiscovery.adjusted([0.13, 0.005, 0.04, 0.011, 0.02])
    for (found, expected) in zip(mixed, [0.13, 0.025, 0.05, 0.0275, 0.1 / 3]) {
      #expect((found - expected).magnitude < 1e-15)
    }
    #expect(FalseDiscovery.adjusted([]).isEmpty)
  }

  @Test func `a stratum without exposure cannot be standardized directly`() {
    let standard = Standardization(standard: [1, 1])
    let strata = [Stratum(events: 1, exposure: 2), Stratum(events: 0, exposure: 0)]
    #expect(standard.direct(strata) == nil)
    #expect(standard.interval(strata) == nil)
    #expect(Standardization.indirect(strata, rates: [0.25, 0.5]) == 2)
    #expect(Standardization.indirect([Stratum(events: 0, exposure: 0)], rates: [1]) == nil)
  }

  /// A random case on which metafor and one climb from the one-step estimate found different peaks.
  @Test func `of two peaks of the restricted likelihood the higher one is told`() throws {
    let estimates = [
      Estimate(0.09315871456227884, error: 2.251706658129153), Estimate(-2.3564761746611103, error: 2.339500891201115),
      Estimate(-0.7754724669129945, error: 2.8281390830709197), Estimate(-1.970961824332191, error: 0.5620396592701039),
      Estimate(-2.290232705376773, error: 0.6440317927026535), Estimate(3.476099538021831, error: 2.0969504651982875),
    ]
    let pooled = try #require(RandomEffects(estimates, .restrictedLikelihood))
    #expect(pooled.spread == 0)
    #expect(abs(pooled.mean - -1.81956580820828) < 1e-12)
  }
}
