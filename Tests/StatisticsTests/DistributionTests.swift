import Testing

@testable import Statistics

/// Values by R 4.2 and SciPy 1.12, twelve digits and more.
struct DistributionTests {
  private func close(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    (found - expected).magnitude <= tolerance * max(expected.magnitude, 1e-300)
  }

  @Test(arguments: [
    (0.5, 0.5723649429247001), (1, 0), (3, 0.6931471805599453), (10.5, 13.940625219403763), (0.001, 6.907178885383853),
    (1e5, 1_051_287.7089736568),
  ])
  func `the logarithm of the gamma function`(x: Double, expected: Double) {
    #expect(abs(GammaFunction.logarithm(x) - expected) <= 1e-14 * max(1, abs(expected)))
  }

  @Test func `its derivatives`() {
    #expect(close(GammaFunction.digamma(1), -0.5772156649015329))
    #expect(close(GammaFunction.digamma(0.1), -10.423754940411076))
    #expect(close(GammaFunction.trigamma(1), 1.6449340668482264))
    #expect(close(GammaFunction.trigamma(20.5), 0.04998959242996098))
  }

  @Test(arguments: [
    (0.975, 1.959963984540054), (0.5, 0), (0.025, -1.959963984540054), (1e-10, -6.361340902404056),
    (0.9999999, 5.199337582290661),
  ])
  func `quantiles of the normal distribution`(probability: Double, expected: Double) {
    #expect(abs(Normal.standard.quantile(probability) - expected) <= 1e-9)
  }

  @Test func `far tails keep their digits`() {
    #expect(close(Normal.bothTails(10), 1.523970604832094e-23, 1e-10))
    #expect(close(GammaDistribution.chiSquared(1).above(100), 1.523970604832105e-23, 1e-10))
  }

  @Test(arguments: [
    (2, 3, 0.4, 0.5248), (0.5, 0.5, 0.1, 0.20483276469913345), (100, 50, 0.7, 0.8054481662277528), (1, 1, 0.25, 0.25),
  ])
  func `the beta distribution`(alpha: Double, beta: Double, x: Double, expected: Double) {
    #expect(close(Beta(alpha, beta).cumulative(x), expected, 1e-9))
  }

  @Test(arguments: [(0.5, 20.5), (2, 3), (300, 5), (1e4, 1e4), (0.05, 2)], [0.001, 0.025, 0.5, 0.9, 0.999])
  func `a quantile is the place where the share is reached`(shape: (Double, Double), probability: Double) {
    let beta = Beta(shape.0, shape.1)
    #expect(close(beta.cumulative(beta.quantile(probability)), probability, 1e-9))
    let gamma = GammaDistribution(shape: shape.0, scale: shape.1)
    #expect(close(gamma.cumulative(gamma.quantile(probability)), probability, 1e-9))
  }

  @Test(arguments: [(0.975, 1, 12.706204736432095), (0.975, 10, 2.2281388519649385), (0.05, 3.5, -2.2224334936496013)])
  func `Student's distribution`(probability: Double, degrees: Double, expected: Double) {
    let student = StudentT(degrees)
    #expect(close(student.cumulative(student.quantile(probability)), probability, 1e-10))
    #expect(close(student.quantile(probability), expected, 1e-10))
  }

  @Test func `Fisher's distribution`() {
    #expect(close(FDistribution(5, 15).quantile(0.975), 3.5764153492790607))
    #expect(close(FDistribution(5, 15).cumulative(3.576415), 0.975, 1e-6))
    #expect(FDistribution(5, 15).cumulative(-1) == 0)
  }

  @Test func `binomial tails`() {
    #expect(close(Binomial(10, 0.5).atLeast(8), 56 / 1_024.0))
    #expect(Binomial(10, 0.3).atLeast(0) == 1)
    #expect(Binomial(10, 0.3).atLeast(11) == 0)
    #expect(close(Binomial(10, 0.5).exactly(5), 252 / 1_024.0))
    #expect(Binomial(3, 1).exactly(3) == 1)
    #expect(Binomial(3, 0).exactly(1) == 0)
  }
}

struct PoissonBinomialTests {
  @Test func `equal chances are binomial`() {
    let people = PoissonBinomial([Double](repeating: 0.3, count: 40))
    for count in 0...40 {
      #expect((people.probabilities[count] - Binomial(40, 0.3).exactly(count)).magnitude < 1e-13)
    }
  }

  @Test func `every way of three people is counted`() {
    let (a, b, c) = (0.9, 0.5, 0.2)
    let people = PoissonBinomial([a, b, c])
    let two = a * b * (1 - c) + a * (1 - b) * c + (1 - a) * b * c
    #expect((people.probabilities[2] - two).magnitude < 1e-15)
    #expect((people.mean - 1.6).magnitude < 1e-15)
    #expect((people.atLeast(1) - (1 - 0.1 * 0.5 * 0.8)).magnitude < 1e-15)
  }

  @Test func `nobody is no doubt`() {
    let nobody = PoissonBinomial([])
    #expect(nobody.probabilities == [1])
    #expect(nobody.atLeast(0) == 1)
    #expect(nobody.atLeast(1) == 0)
    #expect(nobody.reached(with: 0.9) == 0)
  }

  @Test func `how many will come for sure enough`() {
    let people = PoissonBinomial([1, 1, 0.5, 0.5])
    #expect(people.reached(with: 0.99) == 2)
    #expect(people.reached(with: 0.75) == 3)
    #expect(people.reached(with: 0.2) == 4)
  }

  /// Twenty seats: 12 accepted, 9 with an offer, 30 at the interview in the house.
  static let worked =
    Array(repeating: 0.92, count: 12) + Array(repeating: 0.774194 * 0.92, count: 9)
    + Array(repeating: 0.152147 * 0.774194 * 0.92, count: 30)

  @Test func `the worked class of twenty seats`() throws {
    let starts = PoissonBinomial(Self.worked)
    try expect(starts.mean, prints: 20.7014, decimals: 4)
    try expect(starts.variance, prints: 5.6264, decimals: 4)
    try expect(starts.atLeast(20), prints: 0.693471, decimals: 6)
    try expect(starts.atLeast(18), prints: 0.914740, decimals: 6)
    #expect(starts.reached(with: 0.8) == 19)
  }

  @Test func `overbooking stops where the next offer risks a starter without a seat`() throws {
    let accepted = PoissonBinomial(Array(repeating: 0.92, count: 12))
    let further = try #require(accepted.furtherTries(within: 20, chance: 0.71, risk: 0.05))
    let offered = { accepted.adding(Array(repeating: 0.71, count: $0)) }
    #expect(offered(further).atLeast(21) <= 0.05 && offered(further + 1).atLeast(21) > 0.05)
    #expect(PoissonBinomial(Self.worked).furtherTries(within: 20, chance: 0.71, risk: 0.05) == 0)
    #expect(accepted.furtherTries(within: 20, chance: 0, risk: 0.05) == nil)
    #expect(PoissonBinomial([]).furtherTries(within: 3, chance: 1, risk: 0.05) == 3)
  }
}
