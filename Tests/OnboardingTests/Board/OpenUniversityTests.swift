import Foundation
import Onboarding
import Store
import StoreTesting
import Testing

/// Where the public data lies, if it does.
enum OpenUniversitySet {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/learning/oulad-subset")
  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "courses.csv").path) }
}

/// The Open University's public data (Kuzilek, Hlosta & Zdrahal 2017), loaded as cohorts that are over.
@Suite(.serialized, .enabled(if: OpenUniversitySet.isThere, "the open-university subset is not beside the package"))
struct OpenUniversityTests {
  /// A table of the set: it has no quotes.
  static func table(_ name: String) throws -> OpenUniversity.Rows {
    let text = try String(contentsOf: OpenUniversitySet.folder.appending(path: name + ".csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(zip(names, $0), uniquingKeysWith: { first, _ in first }) }
  }

  static func read() throws -> OpenUniversity {
    OpenUniversity(
      courses: try table("courses"), assessments: try table("assessments"), students: try table("studentInfo"),
      submissions: try table("studentAssessment"))
  }

  @Test func `every enrolment and every submission is read`() throws {
    let read = try Self.read()
    #expect(read.skipped.isEmpty)
    #expect(read.history.runs.count == 12)
    #expect(read.history.runs.map(\.learners.count).reduce(0, +) == 12_489)
    #expect(read.history.runs.flatMap(\.learners).map(\.handedIn.count).reduce(0, +) == 36_184)
    #expect(read.history.runs.flatMap(\.tasks).count == 37)
  }

  @Test func `the rule “missed what was due” is as often right as was published`() async throws {
    let history = try Self.read().history
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      let loaded = try await hal.load(history, at: "Leeds", as: Operation("cohort.import")).value
      #expect(loaded.enrolments == 12_489 && loaded.submissions == 36_184 && loaded.cohorts == 32)
      var limits = RiskLimits()
      limits.missedFor = 0
      let records = try await hal.rules(days: [60, 90, 125], from: day("2014-01-01"), limits: limits)
      let missed = records.filter { $0.rule == .missed }
      let rounded = missed.map { record in
        [record.flaggedShare, record.precision, record.recall].map { ($0 ?? -1).rounded(to: 2) }
      }
      #expect(rounded == [[0.10, 0.79, 0.31], [0.10, 0.89, 0.33], [0.16, 0.81, 0.49]])
      #expect(missed.map(\.people) == [5390, 6013, 6013])
      #expect((missed[2].baseRate ?? 0).rounded(to: 2) == 0.26)
    }
  }
}

extension Double {
  fileprivate func rounded(to places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    return (self * scale).rounded() / scale
  }
}
