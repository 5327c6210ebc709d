import Statistics
import Testing

@Suite(.enabled(if: Oracle.isThere, Oracle.absence))
struct MixOracleTests {
  /// Admitted and rejected by gender and department.
  private func admissions() throws -> [String: [Proportion]] {
    let rows = try Oracle.rows("ucb_admissions.csv")
    func count(_ outcome: String, _ gender: String, _ department: String) throws -> Int {
      let row = try #require(rows.first { Array($0.prefix(3)) == [outcome, gender, department] })
      return try #require(Int(row[3]))
    }
    var result: [String: [Proportion]] = [:]
    for gender in ["Male", "Female"] {
      result[gender] = try ["A", "B", "C", "D", "E", "F"].map { department in
        let admitted = try count("Admitted", gender, department)
        return Proportion(admitted, of: admitted + (try count("Rejected", gender, department)))
      }
    }
    return result
  }

  private func strata(_ groups: [Proportion]) -> [Stratum] {
    groups.map { Stratum(events: Double($0.successes), exposure: Double($0.trials)) }
  }

  private func crude(_ groups: [Proportion]) -> Double? {
    Proportion(groups.map(\.successes).reduce(0, +), of: groups.map(\.trials).reduce(0, +)).rate
  }

  @Test func `admissions at Berkeley turn around when standardized`() throws {
    let oracle = try Oracle.expected("simpson_ucb")
    let groups = try admissions()
    let (men, women) = (try #require(groups["Male"]), try #require(groups["Female"]))
    try expect(crude(men), prints: oracle["crude"]["M"].double)
    try expect(crude(women), prints: oracle["crude"]["F"].double)
    let standard = Standardization(standard: zip(men, women).map { Double($0.trials + $1.trials) })
    try expect(standard.direct(strata(men)), prints: oracle["standardised_to_all_applicants"]["M"].double)
    try expect(standard.direct(strata(women)), prints: oracle["standardised_to_all_applicants"]["F"].double)
    let pooled = MantelHaenszel(zip(men, women).map { TwoByTwo($0, $1) })
    try expect(pooled.oddsRatio, prints: oracle["mh_or"].double)
  }

  @Test func `kidney stones, Charig 1986`() throws {
    let oracle = try Oracle.expected("simpson_charig1986")
    let treatments = try ["A", "B"].map { name in
      try oracle[name].list.map { row in
        let counts = try row.doubles
        return Proportion(Int(counts[0]), of: Int(counts[1]))
      }
    }
    let standard = Standardization(
      standard: zip(treatments[0], treatments[1]).map { Double($0.trials + $1.trials) })
    for (name, groups) in zip(["A", "B"], treatments) {
      try expect(crude(groups), prints: oracle["crude"][name].double)
      try expect(standard.direct(strata(groups)), prints: oracle["standardised"][name].double)
    }
  }

  @Test func `birth order, Fay and Feuer 1997`() throws {
    let oracle = try Oracle.expected("direct_std_fay_feuer1997")
    let rows = try Oracle.rows("fay_feuer1997_down.csv")
    let groups = try (1...5).map { group in
      try rows.filter { $0[1] == (group < 5 ? String(group) : "5+") }.map { row in
        Stratum(events: try #require(Double(row[2])), exposure: try #require(Double(row[3])))
      }
    }
    let ages = groups[0].indices
    let births = ages.map { age in groups.map { $0[age].exposure }.reduce(0, +) }
    let rates = ages.map { age in groups.map { $0[age].events }.reduce(0, +) / births[age] }
    let standard = Standardization(standard: births)
    let printed = try oracle["per_100k"]
    for (place, strata) in groups.enumerated() {
      let crude = strata.map(\.events).reduce(0, +) / strata.map(\.exposure).reduce(0, +)
      try expect(crude * 1e5, prints: printed["crude"].doubles[place], decimals: 1)
      try expect(standard.direct(strata).map { $0 * 1e5 }, prints: printed["adjusted"].doubles[place], decimals: 1)
      let interval = try #require(standard.interval(strata))
      try expect(interval.low * 1e5, prints: printed["lci"].doubles[place], decimals: 1)
      try expect(interval.high * 1e5, prints: printed["uci"].doubles[place], decimals: 1)
      let ratio = Standardization.indirect(strata, rates: rates)
      try expect(ratio, prints: oracle["indirect_O_over_E"].doubles[place], decimals: 6)
    }
  }
}
