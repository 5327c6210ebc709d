import ArgumentParser
import Scorecards
import Store

extension Evaluations {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show an evaluation's answers, or what happened to it.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @Flag(help: "Show who took which step when, and what they said.") var steps = false
    @Flag(help: "Show the score alone.") var score = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let file = try await globals.withQuality { try await $0.evaluation(id) }
      let printer = try printer
      if steps { return try printer.list(file.steps) }
      if score { return try printer.show(file.evaluation) }
      try printer.list(EvaluationLine.all(of: file))
    }
  }
}

/// One question of an evaluation and what was found.
struct EvaluationLine: Listed, Sendable {
  let section: String
  let question: EvaluationForm.Question
  let finding: Observation?
  let isFatal: Bool

  static let noun = "finding"
  static let columns: [Column<EvaluationLine>] = [
    Column("section") { $0.section },
    Column("question") { $0.question.id },
    Column("text") { $0.question.text },
    Column("answer") { $0.finding?.answer.description },
    Column("weight") { $0.question.weight },
    Column("fatal") { $0.isFatal },
    Column("comment") { $0.finding?.comment },
  ]

  /// The questions that were asked, in order.
  static func all(of file: EvaluationFile) -> [EvaluationLine] {
    file.form.asked(file.evaluation.findings.answers).flatMap { section, questions in
      questions.map { question in
        EvaluationLine(
          section: section.id, question: question, finding: file.evaluation.findings[question.id],
          isFatal: file.evaluation.fatal.contains(question.id))
      }
    }
  }
}

extension EvaluationStep: Listed {
  static let noun = "step"
  static let columns: [Column<EvaluationStep>] = [
    Column("at") { Field($0.at) },
    Column("state") { $0.state.rawValue },
    Column("person") { $0.person },
    Column("comment") { $0.comment },
  ]
}
