import ArgumentParser
import Onboarding
import Store

extension Assess {
  struct Import: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take questions into a bank; a changed question becomes a new version.",
      discussion: """
        muster assess import gift returns.gift --bank returns --dry-run
        A CSV has the columns \(QuestionRow.columns.joined(separator: ",")). A question that is not in the file stays as \
        it is. Every question is told; refused ones leave the others standing, and the exit code is 3.
        """)

    @Argument(help: "gift or csv.") var format: QuestionFile
    @Argument(help: "The file; - reads stdin.") var file: String
    @Option(help: "The bank's code; a new one is made.") var bank: String
    @Option(help: "The title of a new bank.") var title: String?
    @Option(help: "The points of each question.") var points = 1
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if !(1...100).contains(points) { throw ValidationError("--points must be 1 to 100.") }
    }

    func run() async throws {
      let reading = try format.read(file)
      let asked = write.operation(
        "assess.import",
        input: [bank, entity ?? "", "\(points)", GIFT.write(reading.questions.map { .question($0.question) })])
      let outcome = try await globals.withAssessments {
        try await $0.take(reading.questions, into: bank, title: title, of: entity, points: points, as: asked)
      }
      let verdicts = (outcome.value + reading.refused).sorted { $0.line < $1.line }
      try printer.list(verdicts)
      for line in reading.notTaken { try printer.note("Not taken: \(line).") }
      let counts = QuestionVerdict.Fate.allCases.map { fate in "\(verdicts.count { $0.fate == fate }) \(fate.rawValue)"
      }
      try printer.note(
        counts.joined(separator: ", ") + (outcome.isRehearsal ? "; dry run: all of it was rolled back." : "."))
      let refused = verdicts.count { $0.fate == .refused }
      if refused > 0 {
        throw Failure(exit: .someRejected, "\(refused) of \(verdicts.count) questions were refused; the others stand.")
      }
    }
  }

  struct Lint: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Say what is wrong or odd about a file of questions, and change nothing.")

    @Argument(help: "gift or csv.") var format: QuestionFile
    @Argument(help: "The file; - reads stdin.") var file: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let reading = try format.read(file)
      let odd = reading.questions.flatMap { line, question in
        question.remarks.map {
          QuestionRemark(line: line, question: question.label, isFault: $0.isFault, remark: $0.words)
        }
      }
      let unread = reading.refused.map {
        QuestionRemark(line: $0.line, question: "", isFault: true, remark: $0.remark ?? "")
      }
      let remarks = (odd + unread).sorted { $0.line < $1.line }
      try printer.list(remarks)
      for line in reading.notTaken { try printer.note("Not taken: \(line).") }
      let faults = remarks.count(where: \.isFault)
      if faults > 0 { throw Failure(exit: .invalid, "\(faults) \(faults == 1 ? "fault" : "faults") in \(file).") }
    }
  }
}

/// Something that a file's author should look at.
struct QuestionRemark: Listed, Sendable {
  let line: Int
  let question: String
  let isFault: Bool
  let remark: String

  static let noun = "question_remark"
  static let columns: [Column<QuestionRemark>] = [
    Column("line") { $0.line },
    Column("kind") { $0.isFault ? "fault" : "odd" },
    Column("question") { $0.question },
    Column("remark") { $0.remark },
  ]
}
