import ArgumentParser
import Scorecards
import Store

extension Forms {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a form's questions, or write the whole form as JSON.",
      discussion: "muster form show returns-care --file > returns-care.json")

    @Argument(help: "The form's code.") var code: String
    @Option(help: "The version; the one that is published by default.") var version: Int?
    @Flag(help: "Write the form as the JSON that `form draft` reads.") var file = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let found = try await globals.withQuality { try await $0.form(code, version: version) }
      let printer = try printer
      if file { return try printer.document(found.form.json + "\n") }
      try printer.list(found.form.sections.flatMap { section in section.questions.map { FormLine(section, $0) } })
      for remark in found.remarks { printer.note("import: \(remark)") }
    }
  }
}

/// One question of a form, as it is printed.
struct FormLine: Listed, Sendable {
  let section: EvaluationForm.Section
  let question: EvaluationForm.Question

  init(_ section: EvaluationForm.Section, _ question: EvaluationForm.Question) {
    self.section = section
    self.question = question
  }

  static let noun = "question"
  static let columns: [Column<FormLine>] = [
    Column("section") { $0.section.id },
    Column("question") { $0.question.id },
    Column("text") { $0.question.text },
    Column("weight") { $0.question.weight },
    Column("section_weight", shown: false) { $0.section.weight },
    Column("answers") { $0.question.answersInWords },
    Column("critical", shown: false) { $0.question.isCritical },
    Column("asked_when") { ($0.question.appliesWhen ?? $0.section.appliesWhen)?.inWords },
    Column("guidance", shown: false) { $0.question.guidance },
  ]
}

extension EvaluationForm.Question {
  /// `yes 100, no 0 fatal, n/a`.
  fileprivate var answersInWords: String {
    let words: [String] =
      switch answers {
      case .choice(let options): options.map { $0.id + Self.worth($0.score, $0.fatal) }
      case .number(let range):
        ["\(range.least) to \(range.most)"]
          + range.bands.map { "\($0.from) to \($0.through)" + Self.worth($0.score, $0.fatal) }
      case .text: ["words"]
      }
    return (words + (mayNotApply ? ["n/a"] : [])).joined(separator: ", ")
  }

  private static func worth(_ score: Double?, _ fatal: EvaluationForm.Fatal?) -> String {
    (score.map { " " + ($0 * 100).written(decimals: 0) } ?? "") + (fatal.map { " fatal to the \($0.rawValue)" } ?? "")
  }
}

extension EvaluationForm.Condition {
  fileprivate var inWords: String {
    switch self {
    case .chosen(let question, let options): "\(question) is \(options.joined(separator: " or "))"
    case .all(let conditions): conditions.map(\.inWords).joined(separator: ", and ")
    case .any(let conditions): conditions.map(\.inWords).joined(separator: ", or ")
    case .not(let condition): "not (\(condition.inWords))"
    }
  }
}
