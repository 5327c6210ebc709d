import Statistics
import Testing

@Suite(.enabled(if: Oracle.isThere, Oracle.absence))
struct TimeOracleTests {
  @Test func `six-mercaptopurine, Gehan 1965`() throws {
    let oracle = try Oracle.expected("kaplan_meier_gehan")
    let rows = try Oracle.rows("gehan_6mp.csv")
    func spells(_ treatment: String) throws -> [Spell] {
      try rows.filter { $0[3] == treatment }.map { Spell(try #require(Double($0[1])), isEvent: $0[2] == "1") }
    }
    let (treated, control) = (try spells("6-MP"), try spells("control"))
    let curve = KaplanMeier(treated)
    #expect(curve.steps.map(\.time) == [6, 7, 10, 13, 16, 22, 23])
    for step in curve.steps {
      try expect(step.survival, prints: oracle["six_mp"][String(Int(step.time))].double, decimals: 6)
    }
    try expect(LogRank(treated, control).chiSquared, prints: oracle["logrank_chisq"].double, decimals: 4)
    try expect(LogRank(control, treated).chiSquared, prints: oracle["logrank_chisq"].double, decimals: 4)
  }

  @Test func `the exponential ramp, NIST Misra1a from both starts`() throws {
    let oracle = try Oracle.expected("nist_misra1a_exponential_ramp")
    let points = try Oracle.numbers("nist_misra1a.csv").map { (x: $0[0], y: $0[1]) }
    for start in try oracle["starts"].list.map({ try $0.doubles }) {
      let ramp = try #require(ExponentialRamp(points, start: (start[0], start[1])))
      try expect(ramp.ceiling, prints: oracle["b1"].double)
      try expect(ramp.pace, prints: oracle["b2"].double)
      try expect(ramp.ceilingError, prints: oracle["se_b1"].double)
      try expect(ramp.paceError, prints: oracle["se_b2"].double)
      try expect(ramp.deviation, prints: oracle["resid_sd"].double)
    }
  }

  @Test func `an incinerator and house prices, Wooldridge example 13.3`() throws {
    let oracle = try Oracle.expected("did", "kielmc")
    let values = try Oracle.numbers("kielmc_min.csv").map { row in
      (value: row[1], isTreated: row[2] == 1, isAfter: row[3] == 1)
    }
    let found = try #require(DifferenceInDifferences(values))
    try expect(found.estimate, prints: oracle["did"].double)
    try expect(found.error, prints: oracle["se"].double)
    for (key, printed) in [
      ("0,0", (false, false)), ("0,1", (false, true)), ("1,0", (true, false)), ("1,1", (true, true)),
    ] {
      let cell = values.filter { ($0.isAfter, $0.isTreated) == printed }.map(\.value)
      try expect(cell.reduce(0, +) / Double(cell.count), prints: oracle["cells"][key].double)
    }
  }

  @Test func `minimum wages, Card and Krueger 1994 table 3, from rounded cells`() throws {
    let oracle = try Oracle.expected("did", "card_krueger_1994_table3")
    let (jersey, pennsylvania) = (try oracle["NJ"].doubles, try oracle["PA"].doubles)
    let found = DifferenceInDifferences.ofMeans(
      treated: (jersey[0], jersey[1]), others: (pennsylvania[0], pennsylvania[1]))
    try expect(found, prints: oracle["did_from_rounded_cells"].double)
    // The published 2.76 comes from cells before rounding; each of the four may be off by 0.005.
    #expect((found - (try oracle["did_published"].double)).magnitude <= 0.02)
  }

  /// Wooldridge's example 13.4 from each cell's size, mean and variance: half of its people one deviation above, half
  /// below, and where their number is odd one more at the mean, with the deviation made up for it.
  @Test func `benefits for the injured in Kentucky, Wooldridge 13.4`() throws {
    let oracle = try Oracle.expected("did", "injury_ky")
    let cells: [(isAfter: Bool, isTreated: Bool, count: Int, mean: Double, variance: Double)] = [
      (false, false, 1705, 1.1256154087631585, 1.4950723192844744),
      (false, true, 1233, 1.382093940338079, 1.6857730610617583),
      (true, false, 1527, 1.1332727214754525, 1.6197977425024697),
      (true, true, 1161, 1.5803524537090594, 1.6837612876812464),
    ]
    let people = cells.flatMap { cell in
      let even = cell.count - cell.count % 2
      let reach = (cell.variance * Double(cell.count) / Double(even)).squareRoot()
      return (0..<cell.count).map { place in
        (
          value: cell.mean + (place == even ? 0 : place.isMultiple(of: 2) ? reach : -reach), isTreated: cell.isTreated,
          isAfter: cell.isAfter
        )
      }
    }
    #expect(people.count == Int(try oracle["n"].double))
    let found = try #require(DifferenceInDifferences(people))
    try expect(found.estimate, prints: oracle["did"].double)
    try expect(found.error, prints: oracle["se"].double)
  }

  @Test func `the smoking ban in Sicily, Lopez Bernal 2017`() throws {
    let oracle = try Oracle.expected("its_sicily")
    let months = try Oracle.numbers("sicily.csv")
    let (counts, people) = (months.map { $0[2] }, months.map { $0[6] })
    let step = try #require(
      PoissonRegression(months.map { [1, $0[4], $0[3]] }, counts: counts, exposures: people))
    let (plain, wide) = (step.factor(1, isDispersed: false), step.factor(1))
    try expect(plain.estimate, prints: oracle["poisson_step_RR"].double, decimals: 6)
    try expect(plain.interval.low, prints: oracle["ci"].doubles[0], decimals: 6)
    try expect(plain.interval.high, prints: oracle["ci"].doubles[1], decimals: 6)
    try expect(step.dispersion, prints: oracle["dispersion"].double, decimals: 6)
    try expect(wide.interval.low, prints: oracle["quasi_ci"].doubles[0], decimals: 6)
    try expect(wide.interval.high, prints: oracle["quasi_ci"].doubles[1], decimals: 6)
  }

  @Test func `the smoking ban with seasons, and its slope`() throws {
    let oracle = try Oracle.expected("its_sicily")
    let months = try Oracle.numbers("sicily.csv")
    let (counts, people) = (months.map { $0[2] }, months.map { $0[6] })
    let seasons = months.map { [1, $0[4], $0[3]] + Season.harmonics($0[1] / 12, 2) }
    let step = try #require(PoissonRegression(seasons, counts: counts, exposures: people))
    let found = step.factor(1)
    try expect(found.estimate, prints: oracle["with_2_harmonics_RR"].double, decimals: 6)
    try expect(found.interval.low, prints: oracle["ci_harm"].doubles[0], decimals: 4)
    try expect(found.interval.high, prints: oracle["ci_harm"].doubles[1], decimals: 4)
    let bent = zip(seasons, months).map { $0 + [$1[3] * $1[4]] }
    let slope = try #require(PoissonRegression(bent, counts: counts, exposures: people))
    try expect(slope.probability(7), prints: oracle["slope_change_p"].double, decimals: 2)
  }

  @Test func `regression to the mean, Barnett 2005`() throws {
    let oracle = try Oracle.expected("rtm_barnett_2005")
    let (mean, total, cut) = try (oracle["mu"].double, oracle["sigma_total"].double, oracle["cut"].double)
    let z = (mean - cut) / total
    try expect(z, prints: oracle["z"].double)
    let single = RegressionToTheMean(mean: mean, total: total, correlation: 0)
    try expect(single.expectedRise(below: cut) / total, prints: oracle["C"].double)
    for (measurements, name) in [(1, "rtm_by_rho_m1"), (2, "rtm_by_rho_m2")] {
      for correlation in try oracle[name].keys {
        let model = RegressionToTheMean(mean: mean, total: total, correlation: try #require(Double(correlation)))
        let rise = model.expectedRise(below: cut, measurements: measurements)
        try expect(rise, prints: oracle[name][correlation].double, decimals: 2, "\(name) \(correlation)")
      }
    }
  }

  @Test func `nights without sleep, a mixed model as lme4 fits it`() throws {
    let oracle = try Oracle.expected("sleepstudy")
    let rows = try Oracle.rows("sleepstudy.csv")
    let people = Set(rows.map { $0[2] }).sorted()
    let groups = try people.map { person in
      try rows.filter { $0[2] == person }.map { (x: try #require(Double($0[1])), y: try #require(Double($0[0]))) }
    }
    let fit = try #require(GrowthModel(groups))
    let (fixed, errors, spreads) = try (oracle["fixef"].doubles, oracle["se"].doubles, oracle["sd"].doubles)
    try expect(fit.level, prints: fixed[0])
    try expect(fit.slope, prints: fixed[1])
    try expect(fit.levelError, prints: errors[0], decimals: 3)
    try expect(fit.slopeError, prints: errors[1], decimals: 3)
    try expect(fit.levelSpread, prints: spreads[0], decimals: 3)
    try expect(fit.slopeSpread, prints: spreads[1], decimals: 3)
    try expect(fit.correlation, prints: oracle["corr"].double, decimals: 3)
    try expect(fit.deviation, prints: oracle["sd_resid"].double, decimals: 4)
    try expect(fit.criterion, prints: oracle["reml_crit"].double)
  }
}
