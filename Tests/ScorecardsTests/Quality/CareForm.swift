import Scorecards

extension EvaluationForm {
  /// How the cast looks at returns: six questions in three sections.
  static var care: EvaluationForm {
    EvaluationForm(
      "Returns care", passMark: 80,
      sections: [
        Section(
          "courtesy", "Courtesy",
          questions: [
            Question("greeting", "Did they greet by name?", .yesOrNo()),
            Question("tone", "How was the tone?", weight: 2, .scale(5)),
          ]),
        Section(
          "solution", "Solution",
          questions: [
            Question("policy", "Was the returns policy kept?", weight: 3, isCritical: true, .yesOrNo()),
            Question(
              "amount", "Was the refund right?", weight: 3, mayNotApply: true,
              appliesWhen: .chosen("policy", ["yes"]), .yesOrNo()),
          ]),
        Section(
          "safety", "Safety",
          questions: [
            Question("identity", "Was the customer identified?", weight: 1, .yesOrNo(fatal: .form)),
            Question("notes", "What else?", weight: 0, .text),
          ]),
      ])
  }
}

extension EvaluationForm.Answers {
  /// Full marks for yes; no may be fatal.
  static func yesOrNo(fatal: EvaluationForm.Fatal? = nil) -> EvaluationForm.Answers {
    .choice([
      EvaluationForm.Option("yes", score: 1), EvaluationForm.Option("no", score: 0, fatal: fatal),
    ])
  }
}

/// Everything right but the tone, which is four of five: 9.5 of 10.
let goodAnswers = ["greeting": "yes", "tone": "4", "policy": "yes", "amount": "yes", "identity": "yes"]
