import Planning
import Testing

@Suite struct FunnelTests {
  private func funnel() throws -> Funnel {
    try Funnel([
      .init("screen", conversion: 0.65, days: 4), .init("interview", conversion: 0.81, days: 16),
      .init("offer", conversion: 0.29, days: 15),
    ])
  }

  @Test func `fifteen starters with 95 % confidence take 140 applicants`() throws {
    let funnel = try funnel()
    #expect(try funnel.applicants(for: 15, confidence: 0.95) == 140)
    #expect(near(funnel.chance(of: 15, from: 140), 0.9524692587, 1e-9))
    #expect(near(funnel.chance(of: 15, from: 139), 0.9490780447, 1e-9))
  }

  @Test func `each stage has its day and its number`() throws {
    let start = Day(year: 2011, month: 10, day: 3)
    let entries = try funnel().entries(for: 15, startingOn: start)
    #expect(entries.map(\.by) == [start - 35, start - 31, start - 15])
    #expect(near(entries[0].candidates, 98.2415, 1e-5) && near(entries[2].candidates, 51.7241, 1e-5))
  }

  @Test func `candidates on their way count by what is left of their way`() throws {
    let funnel = try funnel()
    #expect(near(funnel.expectedStarters(from: [100, 20, 10]), 100 * 0.152685 + 20 * 0.81 * 0.29 + 10 * 0.29))
    #expect(funnel.applicantsMissing(for: 15, given: [0, 0, 10]) == 80)
    #expect(funnel.applicantsMissing(for: 2, given: [0, 0, 10]) == 0)
  }

  @Test func `a stage nobody passes is refused`() {
    #expect(throws: PlanningError.self) { _ = try Funnel([.init("screen", conversion: 0, days: 1)]) }
  }

  @Test(.enabled(if: Shared.has("bench/staffing/funnel_open.csv"), "the shared tables are not here"))
  func `every row of the reference table is met`() throws {
    for row in try Shared.rows("bench/staffing/funnel_open.csv") {
      let conversions = (row["conversions"] ?? "").split(separator: " ").compactMap { Double($0) }
      let days = (row["days"] ?? "").split(separator: " ").compactMap { Int($0) }
      let funnel = try Funnel(zip(conversions, days).map { .init("stage", conversion: $0, days: $1) })
      let starters = try #require(Int(row["starters"] ?? ""))
      let confidence = try #require(Double(row["confidence"] ?? ""))
      let applicants = try funnel.applicants(for: starters, confidence: confidence)
      #expect(applicants == Int(row["applicants"] ?? ""), "\(row)")
      #expect(abs(funnel.chance(of: starters, from: applicants) - (Double(row["p_at_applicants"] ?? "") ?? 0)) < 1e-9)
      #expect(funnel.leadDays == Int(row["lead_days"] ?? ""))
      #expect(Int(funnel.expectedApplicants(for: starters).rounded(.up)) == Int(row["expected_need"] ?? ""))
    }
  }
}
