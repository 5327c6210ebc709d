import Foundation
import Statistics
import Testing

/// Where the printed cases lie.
private enum Cases {
  static let path = Oracle.folder.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "data/people/oracle/adverse_impact_expected.txt")
  static let isThere = FileManager.default.fileExists(atPath: path.path)
  static let absence: Comment = "the published cases are not beside the project (../shared/data/people)"
}

/// The legal cases and the experiment, line by line as pandas and scipy printed them.
@Suite(.enabled(if: Cases.isThere, Cases.absence)) struct ImpactOracleTests {
  /// One printed comparison.
  struct Line {
    let name: String
    let group: Proportion
    let reference: Proportion
    /// What stands behind each `name=`, as it was printed.
    let printed: [String: String]

    init?(_ text: Substring) {
      let counts = text.matches(of: /(\d+)\/(\d+)=/).compactMap { match in
        Int(match.1).flatMap { part in Int(match.2).map { Proportion(part, of: $0) } }
      }
      guard counts.count == 2 else { return nil }
      name = String(text.prefix { $0 != ":" })
      (group, reference) = (counts[0], counts[1])
      printed = Dictionary(
        text.matches(of: /(\w+)=([-+.\w]+)/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private static func lines() throws -> [Line] {
    try String(contentsOf: Cases.path, encoding: .utf8).split(separator: "\n").compactMap { Line($0) }
  }

  /// Expects a number to print as that text: as many digits behind the mark, or as many that count.
  private func expect(_ value: Double?, prints text: String?, _ name: String) throws {
    let (value, text) = (try #require(value), try #require(text))
    let decimals = text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
    let isSignificant = text.contains("e") || name == "p" || name == "fisher2"
    let format = isSignificant ? "%.6g" : "%.\(decimals)f"
    let shown = String(format: format, value)
    #expect(Double(shown) == Double(text), "\(name)")
  }

  @Test func `Teal, Ricci, call-backs and Berkeley to the printed digits`() throws {
    let lines = try Self.lines()
    #expect(lines.count == 17)
    for line in lines {
      let found = try #require(AdverseImpact(line.group, against: line.reference))
      try expect(found.ratio, prints: line.printed["IR"], line.name)
      try expect(found.z, prints: line.printed["z"], line.name)
      try expect(found.probability, prints: line.printed["p"], "p")
      try expect(found.finiteZ, prints: line.printed["zHyp"], line.name)
      try expect(found.fisher, prints: line.printed["fisher2"], "fisher2")
      try expect(found.shortfall, prints: line.printed["shortfall_pooled"], line.name)
      try expect(found.shortfallAgainstReference, prints: line.printed["shortfall_vs_ref"], line.name)
      // The printed test also asks of groups that did better; ours does not.
      #expect(found.turnsOnOnePerson == (found.ratio < 1 && line.printed["flip"] == "True"), "\(line.name)")
    }
  }

  @Test func `the interval of each ratio to the printed digits`() throws {
    let text = try String(contentsOf: Cases.path, encoding: .utf8)
    for raw in text.split(separator: "\n") {
      guard let line = Line(raw), let ends = raw.firstMatch(of: /\[([\d.]+),([\d.]+)\]/) else { continue }
      let interval = try #require(AdverseImpact(line.group, against: line.reference)?.ratioInterval())
      try expect(interval.low, prints: String(ends.1), line.name)
      try expect(interval.high, prints: String(ends.2), line.name)
    }
  }

  @Test func `Berkeley over its departments, as pooled by Mantel and Haenszel`() throws {
    let text = try String(contentsOf: Cases.path, encoding: .utf8)
    let departments = try Self.lines().filter { $0.name.wholeMatch(of: /UCB [A-F]/) != nil }
    #expect(departments.count == 6)
    let pooled = MantelHaenszel(departments.map { TwoByTwo($0.group, $0.reference) })
    let line = try #require(
      text.firstMatch(of: /Haenszel OR F\/M ([\d.]+) CMH z \(no cc\) ([\d.]+) chi2 cc ([\d.]+) chi2 nocc ([\d.]+)/))
    let z = try #require(pooled.z)
    for (value, printed) in [
      (pooled.oddsRatio, line.1), (z, line.2), (pooled.chiSquaredCorrected, line.3), (z * z, line.4),
    ] {
      #expect((try #require(value) - (try #require(Double(printed)))).magnitude < 1e-12)
    }
  }
}
