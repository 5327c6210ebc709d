import Postgres
import Testing

@testable import Recruiting

struct ImpactReportTests {
  private func report(_ counts: [SelectionCount]) -> ImpactReport {
    let day = LocalDate(daysSince2000: 9_000)
    return ImpactReport(counts, dimension: .ethnicity, from: day, through: day, rule: nil)
  }

  private func count(
    _ family: String, _ group: String, _ selected: Int, of applicants: Int, declared: Bool = true
  ) -> SelectionCount {
    SelectionCount(
      family: family, step: "Test", place: 1, group: group, isDeclared: declared, applicants: applicants,
      selected: selected)
  }

  /// The written test in Teal, and everything after it.
  ///
  /// Counts of Connecticut v. Teal, 457 U.S. 440.
  @Test func `a step may hit a group that the bottom line favors`() {
    let found = report([
      SelectionCount(family: "supervisor", step: "test", place: 1, group: "Black", applicants: 48, selected: 26),
      SelectionCount(family: "supervisor", step: "test", place: 1, group: "White", applicants: 259, selected: 206),
      SelectionCount(
        family: "supervisor", step: "all steps", place: 1000, group: "Black", applicants: 48, selected: 11),
      SelectionCount(
        family: "supervisor", step: "all steps", place: 1000, group: "White", applicants: 259, selected: 35),
    ])
    #expect(found.lines.map(\.signal) == ["review", "reference", "reference", "watch"])
    #expect(found.verdict == "review")
  }

  /// Berkeley 1973: each department fair or better, their sum seemingly not.
  @Test func `families are pooled, never added up`() throws {
    let men = [(512, 825), (353, 560), (120, 325), (138, 417), (53, 191), (22, 373)]
    let women = [(89, 108), (17, 25), (202, 593), (131, 375), (94, 393), (24, 341)]
    let counts = zip("ABCDEF", zip(women, men)).flatMap { name, pair in
      [
        count(String(name), "Female", pair.0.0, of: pair.0.1), count(String(name), "Male", pair.1.0, of: pair.1.1),
      ]
    }
    let pooled = try #require(report(counts).pooled.first)
    #expect(pooled.group == "Female" && pooled.reference == "Male" && pooled.families == 6)
    #expect(((pooled.oddsRatio ?? 0) - 1.105343).magnitude < 5e-7)
    #expect(((pooled.z ?? 0) - 1.234750).magnitude < 5e-7)
    #expect(report(Array(counts.prefix(2))).pooled.isEmpty)
  }

  @Test func `those who did not say are shown and compared with nobody`() {
    let lines = report([
      count("agent", "Female", 30, of: 60), count("agent", "Male", 40, of: 60),
      count("agent", "(not said)", 1, of: 20, declared: false),
    ]).lines
    #expect(lines.map(\.signal) == ["not compared", "watch", "reference"])
  }

  @Test func `small cells leave the house empty, and never alone`() {
    let lines = report([
      count("agent", "a", 50, of: 100), count("agent", "b", 40, of: 90), count("agent", "c", 2, of: 12),
    ]).published()
    // c has two selected; b goes with it, or the step's total would give c away.
    #expect(lines.map(\.applicants) == [100, nil, nil])
    #expect(lines.map(\.rate) == [0.5, nil, nil])
    #expect(lines.allSatisfy { $0.ratio == nil && $0.fisher == nil && $0.z == nil })
    #expect(lines.map(\.signal) == ["reference", "no signal", "review"])
  }

  @Test func `what is large enough leaves whole`() {
    let lines = report([count("agent", "a", 50, of: 100), count("agent", "b", 30, of: 90)]).published()
    #expect(lines.map(\.selected) == [50, 30] && lines[1].ratio != nil)
  }
}
