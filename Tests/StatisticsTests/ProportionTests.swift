import Testing

@testable import Statistics

struct ProportionTests {
  @Test func `nothing tried is unknown, not 0`() {
    let none = Proportion(0, of: 0)
    #expect(none.rate == nil)
    #expect(none.wilson() == ConfidenceInterval(0, 1))
    #expect(none.jeffreys() == ConfidenceInterval(0, 1))
    #expect(none.exact() == ConfidenceInterval(0, 1))
    #expect(none.difference(from: Proportion(1, of: 2)) == nil)
    #expect(none.bounds(invited: 0) == nil)
  }

  @Test(arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)])
  func `Wilson's interval as Newcombe printed it in 1998`(successes: Int, trials: Int, low: Double, high: Double) throws
  {
    let interval = Proportion(successes, of: trials).wilson()
    try expect(interval.low, prints: low, decimals: 4)
    try expect(interval.high, prints: high, decimals: 4)
  }

  @Test(arguments: [
    ((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926), ((0, 10), (0, 20), -0.1611, 0.2775), ((10, 10), (0, 20), 0.6791, 1),
    ((10, 10), (0, 10), 0.6075, 1),
  ])
  func `differences as Newcombe printed them in 1998, method 10`(
    one: (Int, Int), other: (Int, Int), low: Double, high: Double
  ) throws {
    let found = try #require(Proportion(one.0, of: one.1).difference(from: Proportion(other.0, of: other.1)))
    try expect(found.interval.low, prints: low, decimals: 4)
    try expect(found.interval.high, prints: high, decimals: 4)
  }

  @Test func `bounds hold whatever those would say who did not answer`() {
    #expect(Proportion(30, of: 40).bounds(invited: 100) == 0.3...0.9)
  }

  @Test(arguments: [(nil, 196), (200, 100), (500, 141), (2_000, 179)])
  func `a sample for five points either way`(population: Int?, size: Int) {
    #expect(Proportion.sampleSize(rate: 0.85, margin: 0.05, population: population) == size)
  }

  @Test(arguments: [
    (0, 0.0, 3.688879), (1, 0.025318, 5.571643), (10, 4.795389, 18.390356), (100, 81.363991, 121.626794),
  ])
  func `exact intervals of counts`(events: Int, low: Double, high: Double) throws {
    let interval = Rate(events, per: 1).interval()
    try expect(interval.low, prints: low, decimals: 6)
    try expect(interval.high, prints: high, decimals: 6)
    try expect(Rate(events, per: 4).interval().high, prints: high / 4, decimals: 6)
  }

  @Test func `an interval is wider the surer it has to be`() {
    let share = Proportion(34, of: 40)
    #expect(share.wilson(0.99).halfWidth > share.wilson(0.95).halfWidth)
    #expect(share.wilson().contains(0.85))
  }

  @Test func `a net score without answers is unknown`() {
    let none = NetScore(promoters: 0, passives: 0, detractors: 0)
    #expect(none.value == nil && none.error == nil && none.interval() == nil)
  }
}
