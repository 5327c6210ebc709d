import Testing

@testable import Statistics

struct AgreementTests {
  @Test func `full agreement is 1 and one category only is no evidence`() {
    #expect(Krippendorff.alpha([[1, 1], [2, 2]]) == 1)
    #expect(Krippendorff.alpha([[1, 1], [1, 1]]) == nil)
    #expect(Krippendorff.alpha([[1, nil], [nil, 2]]) == nil)
    #expect(FleissKappa([[2, 0], [2, 0]]).value == nil)
    #expect(CohenKappa([[5, 0], [0, 0]]).value == nil)
    #expect(RaterAgreement([[1, 1]]) == nil)
    #expect(IntraclassCorrelation([[1, 2]]) == nil)
    #expect(BlandAltman([(1, 2)]) == nil)
  }

  @Test func `four coders as Krippendorff printed them`() throws {
    let coders: [[Double?]] = [
      [1, 1, nil, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
      [2, 2, 2, 2], [nil, 5, 5, 5], [nil, nil, 1, 1], [nil, 3, nil, nil],
    ]
    try expect(Krippendorff.alpha(coders, .nominal), prints: 0.743, decimals: 3)
    try expect(Krippendorff.alpha(coders, .ordinal), prints: 0.815, decimals: 3)
    try expect(Krippendorff.alpha(coders, .interval), prints: 0.849, decimals: 3)
    try expect(Krippendorff.alpha(coders, .ratio), prints: 0.797, decimals: 3)
  }

  @Test func `six forms as Shrout and Fleiss printed them`() throws {
    let scores: [[Double]] = [
      [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]
    let icc = try #require(IntraclassCorrelation(scores))
    let found = [
      icc.oneWay, icc.agreement, icc.consistency, icc.oneWayOfMeans, icc.agreementOfMeans, icc.consistencyOfMeans,
    ]
    for (value, printed) in zip(found, [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]) {
      try expect(value, prints: printed, decimals: 2)
    }
  }

  @Test func `when nearly all pass, kappa falls and AC1 does not`() throws {
    let ratings: [[Int?]] = (0..<100).map { [$0 == 0 ? 0 : 1, $0 == 1 ? 0 : 1] }
    let agreement = try #require(RaterAgreement(ratings))
    #expect(agreement.fleiss < 0)
    #expect(agreement.ac1 > 0.97)
  }

  @Test func `a bootstrap interval holds its seed and covers the mean`() throws {
    let values = (0..<60).map { Double($0 % 7) }
    let first = try #require(Bootstrap.interval(values, samples: 500, seed: 3) { $0.mean })
    #expect(Bootstrap.interval(values, samples: 500, seed: 3) { $0.mean } == first)
    #expect(first.contains(values.mean))
    #expect((first.halfWidth / (1.96 * (values.variance / 60).squareRoot()) - 1).magnitude < 0.15)
    #expect(Bootstrap.interval([Double]()) { $0.mean } == nil)
    #expect(Bootstrap.interval([1.0]) { _ in nil } == nil)
  }

  @Test func `the generator draws what its authors draw`() {
    var generator = SplitMix(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in generator.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }
}
