import Scorecards
import Testing

@Suite struct ScoreTests {
  private let form = EvaluationForm.care

  private func score(_ typed: [String: String], on form: EvaluationForm? = nil) -> QualityScore {
    let form = form ?? self.form
    return form.score(
      Dictionary(uniqueKeysWithValues: typed.compactMap { id, text in form.question(id).map { (id, $0.read(text)) } }))
  }

  @Test func `weights lie on the questions`() {
    let score = score(goodAnswers)
    #expect(score.raw == 95 && score.reported == 95 && score.critical == 100 && score.isPassed == true)
    #expect(score.answeredShare == 1)
    #expect(score.parts.map(\.section) == ["courtesy", "solution", "safety"])
    #expect(score.parts[0].raw.isNear(250.0 / 3) && score.parts[0].weight == 3)
  }

  @Test func `weights lie on the sections`() {
    var form = form
    form.weighing = .sections
    form.sections[0].weight = 20
    form.sections[1].weight = 50
    form.sections[2].weight = 30
    let score = score(goodAnswers, on: form)
    #expect(score.raw?.isNear((20 * 2.5 / 3 + 80) / 100 * 100) == true)
    #expect(score.critical == 100)
  }

  @Test func `what does not apply leaves the denominator`() {
    var answers = goodAnswers
    answers["amount"] = "n/a"
    let score = score(answers)
    #expect(score.raw?.isNear(6.5 / 7 * 100) == true)
    #expect(score.answeredShare.isNear(0.7))
  }

  @Test func `a section without an answer leaves the denominator of the sections`() {
    var form = form
    form.weighing = .sections
    form.minimumAnswered = 0.5
    for (place, weight) in [20.0, 50, 30].enumerated() { form.sections[place].weight = weight }
    let score = score(["policy": "yes", "amount": "no", "identity": "yes"], on: form)
    #expect(score.raw?.isNear((50 * 0.5 + 30) / 80 * 100) == true)
    #expect(score.answeredShare.isNear(0.8))
  }

  @Test func `too little answered is no score, and not 0`() {
    let score = score(["greeting": "yes", "tone": "5", "identity": "yes"])
    #expect(score.answeredShare.isNear(4.0 / 7) && score.raw == nil && score.reported == nil && score.isPassed == nil)
  }

  @Test func `an answer that is fatal to the form reports 0 and keeps what was earned`() {
    var answers = goodAnswers
    answers["identity"] = "no"
    let score = score(answers)
    #expect(score.raw == 85 && score.reported == 0 && score.fatal == ["identity"] && score.isPassed == false)
    #expect(score.parts.allSatisfy { $0.reported == 0 })
  }

  @Test func `an answer that is fatal to its section reports that section as 0`() {
    var form = form
    form.sections[2].questions[0].answers = .yesOrNo(fatal: .section)
    form.sections[1].questions[1].answers = .choice([
      EvaluationForm.Option("yes", score: 1), EvaluationForm.Option("no", score: 0.5, fatal: .section),
    ])
    var answers = goodAnswers
    answers["amount"] = "no"
    let score = score(answers, on: form)
    #expect(score.raw == 80 && score.reported == 35 && score.fatal == ["amount"])
  }

  @Test func `a fatal answer counts even when too little was answered`() {
    let score = score(["identity": "no"])
    #expect(score.raw == nil && score.reported == 0)
  }

  @Test func `a question that is not asked is neither scored nor missed`() {
    var answers = goodAnswers
    answers["policy"] = "no"
    answers["amount"] = nil
    let score = score(answers)
    #expect(score.raw?.isNear(3.5 / 7 * 100) == true && score.answeredShare == 1 && score.critical == 0)
    answers["amount"] = "no"
    #expect(self.score(answers).raw?.isNear(50) == true, "an answer left behind counts for nothing")
    #expect(form.problems(with: ["policy": .option("no"), "amount": .option("yes")], isWhole: false).count == 1)
  }

  @Test func `a whole section may not be asked`() {
    var form = form
    form.sections[2].appliesWhen = .not(.chosen("greeting", ["no"]))
    let answers: [String: Answer] = ["greeting": .option("no")]
    #expect(form.asked(answers).map(\.section.id) == ["courtesy", "solution"])
  }

  @Test(arguments: [
    (EvaluationForm.Condition.all([.chosen("greeting", ["yes"]), .chosen("tone", ["4", "5"])]), true),
    (.all([.chosen("greeting", ["yes"]), .chosen("tone", ["1"])]), false),
    (.any([.chosen("greeting", ["no"]), .chosen("tone", ["4"])]), true),
    (.not(.chosen("greeting", ["yes"])), false),
  ])
  func `conditions hold by what was chosen before`(condition: EvaluationForm.Condition, isAsked: Bool) {
    var form = form
    form.sections[2].questions[0].appliesWhen = condition
    let asked = form.asked(["greeting": .option("yes"), "tone": .option("4")])
    #expect(asked.flatMap(\.questions).contains { $0.id == "identity" } == isAsked)
  }

  @Test func `numbers score by their band, and outside of all by none`() {
    let wait = EvaluationForm.Question(
      "hold", "Minutes on hold?",
      .number(
        .init(0, 60, bands: [.init(0, 2, score: 1), .init(2.5, 5, score: 0.5), .init(20, 60, score: 0, fatal: .form)])))
    let form = EvaluationForm("Holds", minimumAnswered: 0, sections: [.init("s", "S", questions: [wait])])
    #expect(form.score(["hold": .number(1)]).reported == 100)
    #expect(form.score(["hold": .number(4)]).reported == 50)
    #expect(form.score(["hold": .number(30)]).reported == 0)
    #expect(form.score(["hold": .number(10)]).reported == nil)
  }

  @Test(
    arguments: [
      (2, [0.0, 100.0]), (3, [0, 50, 100]), (4, [0, 100.0 / 3, 200.0 / 3, 100]), (5, [0, 25, 50, 75, 100]),
    ] as [(Int, [Double])])
  func `a scale has even steps, as Zendesk publishes them`(points: Int, expected: [Double]) {
    guard case .choice(let options) = EvaluationForm.Answers.scale(points) else { return }
    for (option, value) in zip(options, expected) { #expect(((option.score ?? -1) * 100).isNear(value)) }
    #expect(options.map(\.id) == (1...points).map(String.init))
  }
}

extension Double {
  func isNear(_ other: Double) -> Bool { (self - other).magnitude < 1e-9 }
}
