import Testing

@testable import Statistics

struct RegressionTests {
  @Test func `a system is solved and inverted`() throws {
    let matrix = [4.0, 2, 0.6, 2, 3, 0.4, 0.6, 0.4, 2]
    let triangle = try #require(Cholesky(matrix, size: 3))
    let x = triangle.solve([1, 2, 3])
    for row in 0..<3 {
      let back = (0..<3).map { matrix[row * 3 + $0] * x[$0] }.sum
      #expect((back - Double(row + 1)).magnitude < 1e-14)
    }
    let inverse = triangle.inverse
    #expect(((0..<3).map { matrix[$0] * inverse[$0 * 3] }.sum - 1).magnitude < 1e-14)
    #expect((triangle.logDeterminant - 15.24.logarithm).magnitude < 1e-13)
  }

  @Test func `columns that say the same twice have no fit`() {
    #expect(Cholesky([1, 1, 1, 1], size: 2) == nil)
    #expect(LeastSquares([[1, 2], [1, 2], [1, 2]], [1, 2, 3]) == nil)
    #expect(PoissonRegression([[1, 1], [1, 1], [1, 1]], counts: [1, 2, 3], exposures: [1, 1, 1]) == nil)
    #expect(DifferenceInDifferences([(1, true, true), (2, true, false), (3, false, true)]) == nil)
  }

  @Test func `a straight line is found exactly`() throws {
    let fit = try #require(LeastSquares((0..<10).map { [1, Double($0)] }, (0..<10).map { 3 + 2 * Double($0) }))
    #expect((fit.coefficients[0] - 3).magnitude < 1e-12)
    #expect((fit.coefficients[1] - 2).magnitude < 1e-12)
    #expect(fit.deviation < 1e-12)
  }

  @Test func `clusters that repeat themselves make errors larger`() throws {
    let rows = (0..<40).map { [1.0, Double($0 / 10 % 2)] }
    let values = (0..<40).map { Double($0 / 10) + Double($0 % 2) * 0.01 }
    let fit = try #require(LeastSquares(rows, values))
    let clustered = fit.errors(clusters: (0..<40).map { $0 / 10 })
    #expect(clustered[1] > 2 * fit.errors[1])
  }

  @Test func `a series without memory has the errors of observations that stand alone`() throws {
    var generator = SplitMix(seed: 7)
    let rows = (0..<50).map { [1.0, Double($0)] }
    let values = rows.map { 2 * $0[1] + Double.random(in: -3...3, using: &generator) }
    let fit = try #require(LeastSquares(rows, values))
    // With no lag, and with every observation its own cluster, both are White's errors with the same correction.
    for (series, alone) in zip(fit.errors(lags: 0), fit.errors(clusters: Array(0..<50))) {
      #expect((series / alone - 1).magnitude < 1e-12)
    }
    var level = 0.0
    let slow = rows.map { row in
      level = 0.9 * level + Double.random(in: -1...1, using: &generator)
      return row[1] + level
    }
    let drifting = try #require(LeastSquares(rows, slow))
    #expect(drifting.errors(lags: 4)[0] > drifting.errors(lags: 0)[0])
  }

  @Test func `a rise to a plateau is found where it bends`() throws {
    let points = (0..<12).map { week in (x: Double(week), y: 0.4 + 0.5 * min(1, Double(week) / 6)) }
    let ramp = try #require(BrokenRamp(points, bends: points.map(\.x)))
    #expect(ramp.bend == 6 && abs(ramp.start - 0.4) < 1e-12 && abs(ramp.plateau - 0.9) < 1e-12)
    #expect(ramp.deviation < 1e-12 && abs(ramp(3) - 0.65) < 1e-12 && ramp(40) == ramp.plateau && ramp(-1) == ramp.start)
  }

  @Test func `three points bend nowhere`() {
    #expect(BrokenRamp([(0, 1), (1, 2), (2, 2)], bends: [1]) == nil)
    #expect(BrokenRamp([(0, 1), (1, 2), (2, 2), (3, 2)], bends: [0]) == nil)
  }

  @Test func `the ramp NIST certifies, Misra1a`() throws {
    let x = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760]
    let y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78]
    let ramp = try #require(ExponentialRamp(zip(x, y).map { (x: $0, y: $1) }, start: (500, 0.0001)))
    try expect(ramp.ceiling, prints: 238.94212918)
    try expect(ramp.pace, prints: 5.5015643181e-4)
    try expect(ramp.ceilingError, prints: 2.7070075241)
    #expect((ramp(760) - 81.78).magnitude < 0.2)
    #expect(ExponentialRamp([(1, 1), (2, 2)], start: (1, 1)) == nil)
  }

  @Test func `coaching that does nothing seems to work`() throws {
    let model = RegressionToTheMean(mean: 60, total: 15, correlation: 0.5)
    try expect(model.expectedRise(below: 40), prints: 13.49, decimals: 2)
    try expect(model.expectedRise(below: 40, measurements: 2), prints: 8.54, decimals: 2)
    try expect(RegressionToTheMean(mean: 60, total: 15, correlation: 1).expectedRise(below: 40), prints: 0, decimals: 9)
  }

  @Test func `survival is counted by hand`() {
    let curve = KaplanMeier([
      Spell(1, isEvent: true), Spell(2, isEvent: false), Spell(2, isEvent: true), Spell(5, isEvent: true),
    ])
    #expect(curve.steps.map(\.atRisk) == [4, 3, 1])
    #expect(curve.survival(at: 0.5) == 1)
    #expect(curve.survival(at: 1) == 0.75)
    #expect((curve.survival(at: 3) - 0.5).magnitude < 1e-15)
    #expect(curve.time(gone: 0.5) == 2)
    #expect(curve.survival(at: 9) == 0)
    #expect(KaplanMeier([]).steps.isEmpty)
    #expect(KaplanMeier([Spell(3, isEvent: false)]).time(gone: 0.1) == nil)
    #expect(LogRank([], []).chiSquared == 0)
  }

  @Test func `lines of people who do not differ have no spread`() throws {
    var generator = SplitMix(seed: 5)
    let people = (0..<30).map { _ in
      (0..<8).map { week in
        (x: Double(week), y: 50 + 2 * Double(week) + Double.random(in: -3...3, using: &generator))
      }
    }
    let fit = try #require(GrowthModel(people))
    #expect(fit.slopeSpread < 0.3)
    #expect((fit.slope - 2).magnitude < 4 * fit.slopeError)
    #expect(fit.effects.count == 30)
    #expect(GrowthModel([[(x: 1, y: 1)]]) == nil)
  }
}
