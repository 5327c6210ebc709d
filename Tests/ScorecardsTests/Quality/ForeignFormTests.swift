import Scorecards
import Testing

@Suite struct ForeignFormTests {
  /// `CreateEvaluationForm` as Amazon documents it: 50, 30 and 20 of 100, a fatal option, a condition, a number.
  private let connect = """
    {"InstanceId": "i-1", "Title": "Compliance", "Description": "d",
     "ScoringStrategy": {"Mode": "QUESTION_ONLY", "Status": "ENABLED"},
     "ReviewConfiguration": {"EligibilityDays": 5},
     "Items": [{"Section": {"Title": "Script", "RefId": "s1", "Items": [
       {"Question": {"Title": "Recited the script?", "RefId": "q1", "QuestionType": "SINGLESELECT", "Weight": 50,
         "NotApplicableEnabled": true, "Instructions": "Word by word.",
         "QuestionTypeProperties": {"SingleSelect": {"DisplayAs": "RADIO", "Options": [
           {"RefId": "yes", "Text": "Yes", "Score": 10}, {"RefId": "partly", "Text": "Partly", "Score": 4},
           {"RefId": "no", "Text": "No", "Score": 0, "AutomaticFail": true}]}}}},
       {"Section": {"Title": "Close", "RefId": "s2", "Items": [
         {"Question": {"Title": "Minutes on hold", "RefId": "q2", "QuestionType": "NUMERIC", "Weight": 30,
           "QuestionTypeProperties": {"Numeric": {"MinValue": 0, "MaxValue": 60, "Options": [
             {"MinValue": 0, "MaxValue": 2, "Score": 10}, {"MinValue": 3, "MaxValue": 60, "Score": 2}],
             "Automation": {"PropertyValue": {"Label": "CUSTOMER_HOLD_TIME"}}}}}},
         {"Question": {"Title": "Offered more help?", "RefId": "q3", "QuestionType": "SINGLESELECT", "Weight": 20,
           "Enablement": {"Action": "ENABLE", "Condition": {"Operator": "OR", "Operands": [
             {"Expression": {"Source": {"Type": "QUESTION_REF", "RefId": "q1"}, "Comparator": "IN",
               "Values": [{"Type": "OPTION_REF", "RefId": "yes"}, {"Type": "OPTION_REF", "RefId": "partly"}]}}]}},
           "QuestionTypeProperties": {"SingleSelect": {"Options": [
             {"RefId": "yes", "Text": "Yes", "Score": 5}, {"RefId": "no", "Text": "No", "Score": 0}]}}}},
         {"Question": {"Title": "When?", "RefId": "q4", "QuestionType": "DATETIME"}}]}}]}}]}
    """

  @Test(arguments: [
    // By hand: 50 x 1 + 30 x 1 + 20 x 1; 50 x .4 + 30 x .2 + 20 x 0; 30 x 1 of 30, as the others do not apply.
    (["q1": Answer.option("yes"), "q2": .number(1), "q3": .option("yes")], 100.0, 100.0),
    (["q1": .option("partly"), "q2": .number(9), "q3": .option("no")], 26, 26),
    (["q1": .notApplicable, "q2": .number(2)], 100, 100),
    (["q1": .option("no"), "q2": .number(2)], 37.5, 0),
  ])
  func `a form of Amazon Connect scores as there`(answers: [String: Answer], raw: Double, reported: Double) throws {
    let foreign = try ForeignForm.read(Array(connect.utf8))
    let score = foreign.form.score(answers)
    #expect(score.raw?.isNear(raw) == true && score.reported?.isNear(reported) == true, "\(score)")
  }

  @Test func `what Amazon Connect says and we cannot is listed`() throws {
    let foreign = try ForeignForm.read(Array(connect.utf8))
    #expect(foreign.vendor == .connect && foreign.form.title == "Compliance" && foreign.form.disputeDays == 5)
    #expect(foreign.form.question("q1")?.guidance == "Word by word.")
    #expect(
      foreign.remarks == [
        "s2: a section within s1 is laid flat", "q2: its automation is left out",
        "q3: its best answer scores 5 of 10 and is full marks here",
        "q4: a question of type DATETIME is asked in words, and not scored",
      ])
  }

  @Test func `Amazon Connect weighs by section too`() throws {
    func section(_ id: String, _ weight: Int, _ questions: [String]) -> String {
      let items = questions.map { id in
        """
        {"Question": {"Title": "\(id)", "RefId": "\(id)", "QuestionType": "SINGLESELECT", "QuestionTypeProperties":
         {"SingleSelect": {"Options": [{"RefId": "y", "Text": "Yes", "Score": 10}, {"RefId": "n", "Text": "No", "Score": 0}]}}}}
        """
      }.joined(separator: ",")
      return #"{"Section": {"Title": "\#(id)", "RefId": "\#(id)", "Weight": \#(weight), "Items": [\#(items)]}}"#
    }
    let json = """
      {"EvaluationForm": {"Title": "T", "Status": "ACTIVE", "ScoringStrategy": {"Mode": "SECTION_ONLY", "Status": "ENABLED"},
       "Items": [\(section("s1", 75, ["a", "b", "c"])), \(section("s2", 25, ["d"]))]}}
      """
    let foreign = try ForeignForm.read(Array(json.utf8))
    let score = foreign.form.score(["a": .option("y"), "b": .option("n"), "c": .option("y"), "d": .option("n")])
    #expect(foreign.remarks.isEmpty && score.raw?.isNear(50) == true)
  }

  @Test(arguments: [
    ("NOT_IN", "ENABLE", ["no"], true), ("NOT_IN", "ENABLE", ["yes"], false), ("EXACT", "DISABLE", ["yes"], false),
    ("ALL_IN", "ENABLE", ["yes"], true),
  ])
  func `conditions of Amazon Connect read as they hold there`(
    comparator: String, action: String, values: [String], isAsked: Bool
  ) throws {
    let choice =
      #"{"SingleSelect": {"Options": [{"RefId": "yes", "Text": "Y", "Score": 10}, {"RefId": "no", "Text": "N", "Score": 0}]}}"#
    let refs = values.map { #"{"Type": "OPTION_REF", "RefId": "\#($0)"}"# }.joined(separator: ",")
    let json = """
      {"Title": "T", "Items": [{"Section": {"Title": "S", "RefId": "s", "Items": [
        {"Question": {"Title": "A", "RefId": "a", "QuestionType": "SINGLESELECT", "Weight": 50, "QuestionTypeProperties": \(choice)}},
        {"Question": {"Title": "B", "RefId": "b", "QuestionType": "SINGLESELECT", "Weight": 50, "QuestionTypeProperties": \(choice),
          "Enablement": {"Action": "\(action)", "Condition": {"Operator": "AND", "Operands": [{"Expression": {
            "Source": {"Type": "QUESTION_REF", "RefId": "a"}, "Comparator": "\(comparator)", "Values": [\(refs)]}}]}}}}]}}]}
      """
    let form = try ForeignForm.read(Array(json.utf8)).form
    #expect(form.asked(["a": .option("yes")]).flatMap(\.questions).contains { $0.id == "b" } == isAsked)
  }

  /// Genesys' own worked example: 1 of 2 points times 40, 1 of 1 times 20, of 100.
  @Test func `a form of Genesys Cloud scores as its help page reckons`() throws {
    func question(_ text: String) -> String {
      #"{"text": "\#(text)", "type": "multipleChoiceQuestion", "answerOptions": [{"text": "Yes", "value": 1}, {"text": "No", "value": 0}]}"#
    }
    let json = """
      {"name": "Genesys", "questionGroups": [
        {"name": "Group 1", "weight": 40, "questions": [\(question("1.1")), \(question("1.2"))]},
        {"name": "Group 2", "weight": 20, "questions": [\(question("2.1"))]}]}
      """
    let foreign = try ForeignForm.read(Array(json.utf8))
    let score = foreign.form.score(["g0q0": .option("a0"), "g0q1": .option("a1"), "g1q0": .option("a0")])
    #expect(score.raw?.isNear(60) == true && foreign.vendor == .genesys && foreign.remarks.isEmpty)
    let without = foreign.form.score(["g0q0": .option("a0"), "g0q1": .notApplicable, "g1q0": .option("a0")])
    #expect(without.raw == 100, "what does not apply shows zero out of zero points")
  }

  /// The example of Genesys' Terraform provider, as Terraform's JSON.
  private let terraform = """
    {"name": "Example Evaluation Form", "published": true, "question_groups": [
      {"name": "Question Group 1", "default_answers_to_highest": true, "default_answers_to_na": true, "na_enabled": true,
       "weight": 1, "manual_weight": true, "questions": [
        {"text": "Yes or no question.", "help_text": "A simple question.", "na_enabled": true,
         "comments_required": false, "is_kill": true, "is_critical": true,
         "answer_options": [{"text": "Yes", "value": 1}, {"text": "No", "value": 0}]},
        {"text": "Question with visibility condition",
         "answer_options": [{"text": "Yes", "value": 1}, {"text": "No", "value": 0}],
         "visibility_condition": {"combining_operation": "AND", "predicates": ["/form/questionGroup/0/question/0/answer/0"]}}]},
      {"name": "Question Group with Visibility Condition", "weight": 1.5,
       "visibility_condition": {"combining_operation": "AND", "predicates": ["/form/questionGroup/0/question/0/answer/0"]},
       "questions": [{"text": "Multiple Choice Question.", "answer_options": [
         {"text": "1", "value": 1}, {"text": "2", "value": 2}, {"text": "3", "value": 3}]}]}]}
    """

  @Test(arguments: [
    // By hand: (1 + 0 + 2 x 1.5) of (1 + 1 + 3 x 1.5); fatal and nothing else asked; all of it.
    (["g0q0": Answer.option("a0"), "g0q1": .option("a1"), "g1q0": .option("a1")], 400 / 6.5, 400 / 6.5, 100.0),
    (["g0q0": .option("a1")], 0, 0, 0),
    (["g0q0": .option("a0"), "g0q1": .option("a0"), "g1q0": .option("a2")], 100, 100, 100),
  ])
  func `conditions, fatal and critical questions of Genesys Cloud`(
    answers: [String: Answer], raw: Double, reported: Double, critical: Double
  ) throws {
    let foreign = try ForeignForm.read(Array(terraform.utf8))
    let score = foreign.form.score(answers)
    #expect(score.raw?.isNear(raw) == true && score.reported?.isNear(reported) == true && score.critical == critical)
    #expect(foreign.remarks.count == 3 && foreign.remarks.allSatisfy { $0.hasPrefix("g0: ") }, "\(foreign.remarks)")
  }

  @Test(arguments: ["{}", "nothing", #"{"Items": []}"#, #"{"questionGroups": []}"#])
  func `what is no form of either is refused`(json: String) {
    #expect(throws: QualityError.self) { try ForeignForm.read(Array(json.utf8)) }
  }

  @Test func `a condition that is not understood is told, and the question asked`() throws {
    let json = terraform.replacing("/form/questionGroup/0/question/0/answer/0", with: "/form/elsewhere")
    let foreign = try ForeignForm.read(Array(json.utf8))
    #expect(foreign.remarks.contains("g1: its condition is not understood, so it is always asked"))
    #expect(foreign.form.asked([:]).count == 2)
  }
}
