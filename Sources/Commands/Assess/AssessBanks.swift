import ArgumentParser
import Onboarding
import Store

extension Assess {
  struct Banks: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "banks", abstract: "List the question banks.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withAssessments { try await printer.list($0.banks()) }
    }
  }

  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the assessments whose rules are in force.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withAssessments { try await printer.list($0.list()) }
    }
  }

  struct Export: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write a bank as GIFT that an import would take back unchanged.",
      discussion: "muster assess export returns > returns.gift")

    @Argument(help: "The bank's code.") var bank: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let questions = try await globals.withAssessments { try await $0.questions(of: bank) }
      // A key that was made from the question's words or title is made again by the import.
      try Stream.output.write(GIFT.write(questions.map { .question($0.question) }))
    }
  }
}

extension QuestionBank: Listed {
  static let noun = "question_bank"
  static let columns: [Column<QuestionBank>] = [
    Column("code") { $0.code },
    Column("title") { $0.title },
    Column("questions") { $0.questions },
    Column("id", shown: false) { Field($0.id) },
  ]
}

extension Assessment: Listed {
  static let noun = "assessment"
  static let columns: [Column<Assessment>] = [
    Column("code") { $0.code },
    Column("title") { $0.title },
    Column("version") { $0.version },
    Column("pass_percent") { $0.passPercent },
    Column("counts") { $0.method.rawValue },
    Column("attempts") { $0.mostAttempts },
    Column("minutes") { $0.limitMinutes },
    Column("questions") { $0.questions },
  ]
}
