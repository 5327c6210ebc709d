import ArgumentParser
import Scorecards
import Store

extension Evaluations {
  struct Start: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "start",
      abstract: "Begin an evaluation as a draft that only you see.",
      discussion: "muster evaluation start returns-care ticket-1041 greeting=yes tone=4 --agent Ana\n"
        + "The agent may be left out when the contact is known here.")

    @Argument(help: "The form's code.") var form: String
    @Argument(help: "What the help desk calls the contact.") var contact: String
    @OptionGroup var answers: AnswerWishes
    @Option(help: "Whose contact it was.") var agent: String?
    @Option(help: "What is to be said of the whole.") var comment = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let start = EvaluationStart(
        form: form, reference: contact, agent: agent, answers: try answers.answers.byName(),
        comments: try answers.comments.byName(), comment: comment)
      let outcome = try await globals.withQuality {
        try await $0.begin(start, write.operation("evaluation.start", input: start))
      }
      try printer.changed(
        Change(
          outcome, "Draft of \(outcome.value.agentName)'s \(contact): \(outcome.value.soFar).",
          ids: [outcome.value.id.description], next: "muster evaluation fill \(outcome.value.id) QUESTION=ANSWER"))
    }
  }

  struct Fill: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "fill",
      abstract: "Answer questions of a draft of yours.",
      discussion: "muster evaluation fill 7 tone=3 policy=no --because policy='No label was sent.'")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @OptionGroup var answers: AnswerWishes
    @Option(help: "What is to be said of the whole.") var comment: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let (typed, comments) = (try answers.answers.byName(), try answers.comments.byName())
      let asked = write.operation(
        "evaluation.fill", input: [["id": id.description, "comment": comment ?? ""], typed, comments])
      let outcome = try await globals.withQuality {
        try await $0.answer(id, typed, comments: comments, comment: comment, asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.agentName)'s \(outcome.value.reference): \(outcome.value.soFar).",
          ids: [id.description], next: "muster evaluation submit \(id)"))
    }
  }
}

extension Evaluation {
  /// `4 answers, 95.0 of 100`.
  fileprivate var soFar: String {
    let answers = "\(findings.count) \(findings.count == 1 ? "answer" : "answers")"
    guard let reported else { return answers + ", too little for a score" }
    return answers + ", \(reported.written(decimals: 1)) of 100" + (fatal.isEmpty ? "" : " by a fatal answer")
  }
}
