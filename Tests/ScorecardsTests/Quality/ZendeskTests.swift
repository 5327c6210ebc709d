import Foundation
import Scorecards
import Testing

/// The five reviews of Zendesk's help page on its quality score, by a form whose weights they imply.
///
/// 10.1, 7.1 and 1.1 of 11.1: eleven points of weight, and two critical categories of 0.05 that fail the review.
@Suite struct ZendeskTests {
  private static let expected = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/oracles/statistics/expected.json")

  private let form: EvaluationForm = {
    let weights = ["politeness": 1.0, "explanation": 3, "solution": 3, "process": 2, "summary": 1, "follow-up": 1]
    let critical = ["privacy", "language"].map {
      EvaluationForm.Question($0, $0, weight: 0.05, isCritical: true, .yesOrNo(fatal: .form))
    }
    let others = weights.sorted { $0.key < $1.key }.map {
      EvaluationForm.Question($0.key, $0.key, weight: $0.value, .scale(2))
    }
    return EvaluationForm("Zendesk", sections: [.init("all", "All", questions: critical + others)])
  }()

  private func review(failing: Set<String>) throws -> Double {
    let answers = Dictionary(
      uniqueKeysWithValues: form.questions.map { question in
        let isCritical = question.isCritical
        let fails = failing.contains(question.id)
        return (question.id, Answer.option(isCritical ? fails ? "no" : "yes" : fails ? "1" : "2"))
      })
    return try #require(form.score(answers).reported)
  }

  private func reviews() throws -> [Double] {
    [
      try review(failing: []),
      try review(failing: ["politeness", "explanation", "solution", "process", "summary"]),
      try review(failing: ["explanation", "summary"]),
      try review(failing: ["politeness"]),
      try review(failing: ["privacy"]),
    ]
  }

  @Test func `each review scores as published, and their mean is 52.97`() throws {
    let reviews = try reviews()
    for (found, printed) in zip(reviews, [100, 9.91, 63.96, 90.99, 0]) { #expect((found - printed).magnitude <= 0.005) }
    let mean = reviews.reduce(0, +) / 5
    #expect((mean - 52.97).magnitude <= 0.005)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: expected.path), "the published values are not beside it"))
  func `the published values beside the project are the same`() throws {
    struct Expected: Decodable {
      struct Case: Decodable {
        let review_scores: [Double]
        let iqs: Double
      }
      let zendesk_qa: Case
    }
    let oracle = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: Self.expected)).zendesk_qa
    let reviews = try reviews()
    for (found, printed) in zip(reviews, oracle.review_scores) { #expect((found - printed).magnitude <= 0.005) }
    let mean = reviews.reduce(0, +) / Double(reviews.count)
    #expect((mean - oracle.iqs).magnitude <= 0.005)
  }
}
