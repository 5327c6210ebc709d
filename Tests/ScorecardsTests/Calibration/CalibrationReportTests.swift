import Scorecards
import Statistics
import Testing

@Suite struct CalibrationReportTests {
  private let form = EvaluationForm(
    "Tone", minimumAnswered: 0,
    sections: [
      .init(
        "s", "S", questions: [.init("tone", "Tone?", .scale(5)), .init("kind", "Kind?", mayNotApply: true, .yesOrNo())])
    ])

  /// Krippendorff's four coders and twelve cases, with ratings missing.
  private func coders() -> Ratings {
    let tones: [[Int?]] = [
      [1, 1, nil, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
      [2, 2, 2, 2], [nil, 5, 5, 5], [nil, nil, 1, 1], [nil, 3, nil, nil],
    ]
    return ratings(tones.map { row in row.map { $0.map { ["tone": .option(String($0))] } } })
  }

  private func ratings(_ answers: [[[String: Answer]?]], reference: Int? = nil) -> Ratings {
    Ratings(
      contacts: answers.indices.map { "c\($0)" }, raters: (answers.first ?? []).indices.map { "r\($0)" },
      reference: reference, answers: answers)
  }

  private func isNear(_ value: Double?, _ other: Double, _ distance: Double) -> Bool {
    value.map { ($0 - other).magnitude < distance } ?? false
  }

  @Test func `a question of Krippendorff's coders agrees as published`() throws {
    let tone = try #require(CalibrationReport(coders(), on: form).questions.first)
    #expect(tone.scale == .ordinal && tone.contacts == 11)
    #expect(isNear(tone.alpha, 0.815, 0.0005) && isNear(tone.ac1, 0.77544, 1e-5) && isNear(tone.fleiss, 0.76117, 1e-5))
    #expect(tone.cohen == nil && tone.word == "reliable")
  }

  @Test func `the score of the same coders is on an interval scale`() throws {
    let score = CalibrationReport(coders(), on: form).score
    #expect(isNear(score.alpha, 0.849, 0.0005))
    let interval = try #require(score.interval)
    #expect(interval.contains(0.849) && interval.lowerBound > 0.2 && interval.upperBound <= 1)
  }

  @Test func `an interval is drawn again by its seed`() {
    let one = CalibrationReport(coders(), on: form, seed: 7).score.interval
    #expect(one == CalibrationReport(coders(), on: form, seed: 7).score.interval)
    #expect(one != CalibrationReport(coders(), on: form, seed: 8).score.interval)
  }

  @Test func `nearly all the same: AC1 holds where the others fall`() throws {
    let rows = (0..<20).map { place -> [[String: Answer]?] in
      let second = place == 0 ? "no" : "yes"
      return [["kind": .option(place == 1 ? "no" : "yes")], ["kind": .option(second)]]
    }
    let kind = try #require(CalibrationReport(ratings(rows), on: form).questions.last)
    let (alpha, ac1, cohen) = (try #require(kind.alpha), try #require(kind.ac1), try #require(kind.cohen))
    #expect(kind.same == 0.9 && alpha < 0 && ac1 > 0.85 && cohen < 0 && kind.word == "not reliable")
  }

  @Test func `nothing to differ in is not agreement`() throws {
    let rows: [[[String: Answer]?]] = [
      [["tone": .option("3")], ["tone": .option("3")]], [["tone": .option("3")], nil],
    ]
    let report = CalibrationReport(ratings(rows), on: form)
    #expect(report.questions[0].alpha == nil && report.questions[0].word == "nothing to differ in")
    #expect(report.questions[1].contacts == 0 && report.questions[1].word == "not rated twice")
    #expect(report.icc == nil && report.score.same == 1)
  }

  @Test func `does not apply is missing for alpha and an answer for the others`() throws {
    let rows: [[[String: Answer]?]] = [
      [["kind": .notApplicable], ["kind": .option("yes")]], [["kind": .option("no")], ["kind": .option("no")]],
      [["kind": .option("yes")], ["kind": .option("yes")]],
    ]
    let kind = try #require(CalibrationReport(ratings(rows), on: form).questions.last)
    #expect(kind.alpha == 1 && kind.same?.isNear(2.0 / 3) == true)
  }

  @Test func `a rater is compared with the reference and with all`() throws {
    // The second gives one step more in each contact: 25 points.
    let rows: [[[String: Answer]?]] = [1, 2, 3, 4, 2, 3].map { tone in
      [["tone": .option(String(tone))], ["tone": .option(String(tone + 1))], ["tone": .option(String(tone))]]
    }
    let report = CalibrationReport(ratings(rows, reference: 0), on: form)
    #expect(report.raters[0].bias == nil && report.raters[1].bias == 25 && report.raters[2].bias == 0)
    #expect(report.raters[1].limits == 25...25)
    #expect(isNear(report.raters[1].found, 50.0 / 3, 1e-9))
    #expect(report.score.same?.isNear(1.0 / 3) == true && report.withinTen == report.score.same)
    let icc = try #require(report.icc)
    #expect(icc < 1)
  }
}
