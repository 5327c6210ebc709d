import Scorecards
import Testing

@Suite struct FormTests {
  @Test func `a sound form has no problem, and survives its own JSON`() throws {
    #expect(EvaluationForm.care.problems.isEmpty)
    let again = try EvaluationForm.read(Array(EvaluationForm.care.json.utf8))
    #expect(again == .care && again.json == EvaluationForm.care.json)
  }

  @Test func `conditions, numbers and guidance survive JSON too`() throws {
    var form = EvaluationForm.care
    form.sections[2].appliesWhen = .any([.not(.chosen("greeting", ["no"])), .all([.chosen("tone", ["1", "2"])])])
    form.sections[2].questions[0].guidance = "Name and order number."
    form.sections[2].questions.append(
      .init("hold", "Minutes?", .number(.init(0, 60, bands: [.init(0, 2, score: 1, fatal: .section)]))))
    #expect(try EvaluationForm.read(Array(form.json.utf8)) == form)
  }

  @Test func `what is left out takes its usual value`() throws {
    let form = try EvaluationForm.read(
      Array(
        """
        {"title": "Short", "sections": [{"id": "s", "questions": [
          {"id": "q", "text": "Good?", "scale": 3}, {"id": "words", "text": "Why?"}]}]}
        """.utf8))
    #expect(form.weighing == .questions && form.minimumAnswered == 0.6 && form.disputeDays == 7)
    #expect(form.sections[0].title == "s" && form.questions[0].weight == 1 && form.questions[1].weight == 0)
    #expect(form.questions[1].answers == .text)
  }

  @Test(arguments: [
    ("", "the file is not JSON"), ("[1]", "the file is of another kind"),
    (#"{"title": "T"}"#, "the file has no sections"),
    (#"{"title": "T", "sections": [{"questions": []}]}"#, "sections[0] has no id"),
    (#"{"title": "T", "sections": [], "colour": 1}"#, "there is no field “colour”"),
    (#"{"title": "T", "sections": []}"#, "a form has 1 to 100 sections"),
  ])
  func `a file that is no form says where`(json: String, problem: String) {
    #expect { try EvaluationForm.read(Array(json.utf8)) } throws: { error in
      guard case QualityError.badForm(let problems)? = error as? QualityError else { return false }
      return problems.contains(problem)
    }
  }

  static let broken: [(String, @Sendable (inout EvaluationForm) -> Void)] = [
    ("the title must have", { $0.title = "" }),
    ("minimum_answered is a share", { $0.minimumAnswered = 1.2 }),
    ("pass_mark lies", { $0.passMark = 101 }),
    ("dispute_days lies", { $0.disputeDays = 61 }),
    ("a weight is not negative", { $0.sections[0].weight = -1 }),
    ("a weight is not negative", { $0.sections[0].questions[0].weight = .infinity }),
    ("no question is scored", { form in for place in 0..<3 { form.sections[place].questions = [] } }),
    (
      "no section has weight",
      { form in
        form.weighing = .sections
        for place in 0..<3 { form.sections[place].weight = 0 }
      }
    ),
    ("greeting is there twice", { $0.sections[1].questions[0].id = "greeting" }),
    ("is no id", { $0.sections[0].questions[0].id = "a b" }),
    ("give at least two options", { $0.sections[0].questions[0].answers = .choice([.init("yes", score: 1)]) }),
    (
      "two options have the same id",
      {
        $0.sections[0].questions[0].answers = .choice([.init("a", score: 1), .init("a", score: 0)])
      }
    ),
    (
      "a score lies between 0 and 1",
      {
        $0.sections[0].questions[0].answers = .choice([.init("a", score: 10), .init("b", score: 0)])
      }
    ),
    ("must be below the most", { $0.sections[0].questions[0].answers = .number(.init(5, 5, bands: [])) }),
    (
      "a band lies outside the range",
      {
        $0.sections[0].questions[0].answers = .number(.init(0, 5, bands: [.init(1, 6, score: 1)]))
      }
    ),
    (
      "two bands overlap",
      {
        $0.sections[0].questions[0].answers = .number(
          .init(0, 5, bands: [.init(0, 2, score: 1), .init(2, 5, score: 0)]))
      }
    ),
    ("which does not come before it", { $0.sections[0].questions[0].appliesWhen = .chosen("tone", ["1"]) }),
    (
      "which is no choice",
      { form in
        form.sections[2].questions.append(.init("last", "Last?", appliesWhen: .chosen("notes", ["a"]), .yesOrNo()))
      }
    ),
    ("which greeting does not offer", { $0.sections[1].appliesWhen = .chosen("greeting", ["maybe"]) }),
    ("an empty condition", { $0.sections[1].appliesWhen = .all([]) }),
  ]

  @Test(arguments: broken.indices) func `each mistake in a form is told`(index: Int) {
    var form = EvaluationForm.care
    Self.broken[index].1(&form)
    #expect(form.problems.contains { $0.contains(Self.broken[index].0) }, "\(form.problems)")
  }

  @Test(arguments: [
    (["tone": Answer.option("6")], "tone offers 1, 2, 3, 4, 5, not 6"),
    (["tone": .notApplicable], "tone always applies"),
    (["tone": .number(4)], "tone offers 1, 2, 3, 4, 5"),
    (["notes": .option("x")], "notes is answered in words"),
    (["nothing": .option("x")], "there is no question nothing"),
  ])
  func `each answer that does not fit is told`(answers: [String: Answer], problem: String) {
    #expect(EvaluationForm.care.problems(with: answers, isWhole: false) == [problem])
  }

  @Test func `a whole evaluation answers everything that is asked but words`() {
    #expect(
      EvaluationForm.care.problems(with: ["policy": .option("no")], isWhole: true)
        == ["greeting is not answered", "tone is not answered", "identity is not answered"])
  }
}
