import Statistics
import Testing

@Suite(.enabled(if: Oracle.isThere, Oracle.absence))
struct ProportionOracleTests {
  private func compare(
    _ cases: Tree, decimals: Int, units: Double = 0.5, _ interval: (Proportion) -> ConfidenceInterval
  ) throws {
    for row in try cases.list {
      let numbers = try row.doubles
      let found = interval(Proportion(Int(numbers[0]), of: Int(numbers[1])))
      try expect(found.low, prints: numbers[2], decimals: decimals, units: units, "\(numbers)")
      try expect(found.high, prints: numbers[3], decimals: decimals, units: units, "\(numbers)")
    }
  }

  @Test func `Wilson's interval, Newcombe 1998 table I method 3`() throws {
    let oracle = try Oracle.expected("wilson95")
    try compare(oracle["cases"], decimals: 4) { $0.wilson() }
    try compare(oracle["computed_extra"], decimals: 7) { $0.wilson() }
  }

  @Test func `Clopper and Pearson's interval`() throws {
    try compare(Oracle.expected("clopper_pearson95", "cases"), decimals: 7) { $0.exact() }
  }

  @Test func `Jeffreys' interval, Brown, Cai and DasGupta 2001 table 5`() throws {
    let oracle = try Oracle.expected("jeffreys95")
    // The paper prints .766 for three of seven where the posterior's quantile is .765499: it rounds twice.
    try compare(oracle["cases"], decimals: 3, units: 0.51) { $0.jeffreys() }
    try compare(oracle["computed_extra"], decimals: 7) { $0.jeffreys() }
  }

  @Test func `the net promoter score's error`() throws {
    let oracle = try Oracle.expected("nps_variance")
    let score = NetScore(
      promoters: Int(try oracle["promoters"].double), passives: Int(try oracle["passives"].double),
      detractors: Int(try oracle["detractors"].double))
    try expect(score.value, prints: oracle["nps"].double, decimals: 1)
    try expect(score.error, prints: oracle["se"].double, decimals: 4)
    let ends = try oracle["ci95"].doubles
    try expect(score.interval()?.low, prints: ends[0], decimals: 1)
    try expect(score.interval()?.high, prints: ends[1], decimals: 1)
  }
}
