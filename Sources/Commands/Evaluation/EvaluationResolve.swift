import ArgumentParser
import Scorecards
import Store

extension Evaluations {
  struct Resolve: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "resolve",
      abstract: "Resolve a dispute about an evaluation that is not by you: it stands, or answers change.",
      discussion: "muster evaluation resolve 7 --because 'I heard the same.'\n"
        + "muster evaluation resolve 7 tone=5 --because 'The line was bad.'\nEither way it is final.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @Argument(help: "What is answered otherwise, each as question=answer; without any, it stands.")
    var answers: [Pair] = []
    @Option(help: "Why; the agent and the evaluator read it.") var because: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let typed = try answers.byName()
      let asked = write.operation("evaluation.resolve", input: [["id": id.description, "because": because], typed])
      let outcome = try await globals.withQuality {
        try await $0.resolve(id, amending: typed, because: because, asked)
      }
      let told = outcome.value.told
      try printer.changed(
        Change(
          outcome, typed.isEmpty ? "It stands: \(told)." : "Amended to \(told), which counts from now on.",
          ids: [outcome.value.id.description], next: "muster evaluation show \(outcome.value.id) --steps"))
    }
  }

  struct Amend: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "amend",
      abstract: "Begin an amendment: a draft with the same answers that supersedes the evaluation once submitted.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @OptionGroup var answers: AnswerWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let (typed, comments) = (try answers.answers.byName(), try answers.comments.byName())
      let asked = write.operation("evaluation.amend", input: [["id": id.description], typed, comments])
      let outcome = try await globals.withQuality { try await $0.amend(id, typed, comments: comments, asked) }
      try printer.changed(
        Change(
          outcome, "Draft to amend evaluation \(id): \(outcome.value.told).", ids: [outcome.value.id.description],
          next: "muster evaluation submit \(outcome.value.id)"))
    }
  }
}
