import Testing

@testable import Statistics

struct SampleSizeTests {
  @Test(arguments: [(nil, 196), (200, 100), (500, 141), (2000, 179)] as [(Int?, Int)])
  func `five points around 85 of 100, as published tables have it`(population: Int?, expected: Int) {
    #expect(SampleSize.needed(margin: 0.05, rate: 0.85, population: population) == expected)
  }

  @Test func `never more than there are, and all leave no doubt`() {
    #expect(SampleSize.needed(margin: 0.001, population: 20) == 20)
    #expect(SampleSize.margin(drawn: 20, of: 20) == 0)
    #expect(SampleSize.margin(drawn: 1, of: 1) == 0)
    #expect(SampleSize.margin(drawn: 0, of: 20) == nil)
  }

  @Test(arguments: [(5, 31.3), (10, 22.1)])
  func `five to ten of an agent are off by 22 to 31 points`(drawn: Int, points: Double) throws {
    let margin = try #require(SampleSize.margin(drawn: drawn, rate: 0.85)) * 100
    #expect((margin * 10).rounded() / 10 == points)
  }

  @Test(arguments: [200, 500, 2000]) func `the size needed keeps the margin, and one less does not`(
    population: Int
  ) throws {
    let size = SampleSize.needed(margin: 0.05, rate: 0.85, population: population)
    #expect(try #require(SampleSize.margin(drawn: size, of: population, rate: 0.85)) <= 0.05 + 1e-4)
    #expect(try #require(SampleSize.margin(drawn: size - 2, of: population, rate: 0.85)) > 0.05)
  }
}

struct LeniencyTests {
  /// Shrout and Fleiss' judges: their means are 9.0, 8 / 3, 13 / 3 and 35 / 6 less apart.
  private let judges: [[Double?]] = [
    [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
  ]

  @Test func `with everything rated an effect is the rater's mean less that of all`() throws {
    let leniency = try #require(Leniency(judges))
    let means = [46.0, 15, 26, 40].map { $0 / 6 }
    for (found, mean) in zip(leniency.fitted, means) {
      #expect(((found ?? .nan) - (mean - means.reduce(0, +) / 4)).magnitude < 1e-9)
    }
    // The rest's mean square of the same table is 1.02 (Shrout & Fleiss 1979, table 3).
    #expect((leniency.deviation * leniency.deviation - 1.0194).magnitude < 1e-4)
  }

  @Test func `effects are drawn towards 0, never past it, and keep their order`() throws {
    let leniency = try #require(Leniency(judges))
    for (found, shrunk) in zip(leniency.fitted, leniency.shrunk) {
      #expect((shrunk ?? .nan).magnitude <= (found ?? .nan).magnitude + 1e-12 && (found ?? 0) * (shrunk ?? 0) >= 0)
    }
  }

  @Test func `a rater's cases do not count as leniency`() throws {
    // The second rates only hard cases, and each as the first does.
    let leniency = try #require(Leniency([[90, nil, 80], [80, nil, 70], [20, 20, 10], [10, 10, 0]]))
    #expect((leniency.fitted[0] ?? .nan).magnitude < 10 && leniency.deviation < 1e-6)
    #expect(((leniency.fitted[0] ?? .nan) - (leniency.fitted[1] ?? .nan)).magnitude < 1e-6)
    #expect(((leniency.fitted[0] ?? .nan) - (leniency.fitted[2] ?? .nan) - 10).magnitude < 1e-6)
  }

  @Test func `alike raters are lenient by nothing`() throws {
    let leniency = try #require(Leniency([[1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 3, 2], [3, 2, 1], [2, 1, 3]]))
    #expect(leniency.shrunk.allSatisfy { ($0 ?? .nan).magnitude < 1e-9 })
  }

  @Test func `one rater or too few ratings say nothing`() {
    #expect(Leniency([[1, nil], [2, nil]]) == nil)
    #expect(Leniency([[1, 2]]) == nil)
    #expect(Leniency([]) == nil)
  }

  @Test func `a rater who rated nothing has no effect`() throws {
    let leniency = try #require(Leniency([[1, nil, 2], [2, nil, 2], [3, nil, 5]]))
    #expect(leniency.fitted[1] == nil && leniency.errors[1] == nil && leniency.shrunk[1] == nil)
  }
}
