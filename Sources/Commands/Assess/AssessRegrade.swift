import ArgumentParser
import Onboarding
import Store

extension Assess {
  struct Regrade: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "regrade",
      abstract: "Grade again by a question's newest key what was graded by an earlier one.",
      discussion: """
        muster assess regrade returns returns-window --reason 'The window is 30 days.' --preview
        Import the corrected question first. The preview does the work, tells who would move, and rolls it back. Earlier \
        grades stay in the history.
        """)

    @Argument(help: "The bank's code.") var bank: String
    @Argument(help: "The question's key.") var key: String
    @Option(help: "Why it is graded again.") var reason: String
    @Flag(help: "Only tell who would move; the same as --dry-run.") var preview = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      var write = write
      if preview { write.dryRun = true }
      let asked = write.operation("assess.regrade", input: [bank, key, reason])
      let outcome = try await globals.withAssessments {
        try await $0.regrade(key, of: bank, note: reason, as: asked)
      }
      try printer.list(outcome.value)
      let flips = outcome.value.count(where: \.changesPass)
      try printer.note(
        "\(outcome.value.count) \(outcome.value.count == 1 ? "attempt moves" : "attempts move"), \(flips) between passed and "
          + "not passed" + (outcome.isRehearsal ? "; nothing was changed." : "."))
    }
  }

  struct ItemStats: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "item-stats",
      abstract: "Tell how each question of an assessment fares: difficulty and discrimination.",
      discussion:
        "Over first attempts alone. Difficulty is the mean share earned, with a 95 % interval; discrimination "
        + "is the correlation with what the same people earned on the other questions.")

    @Argument(help: "The assessment's code.") var code: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withAssessments { try await printer.list($0.statistics(of: code)) }
    }
  }
}

extension Regraded: Listed {
  static let noun = "regraded_attempt"
  static let columns: [Column<Regraded>] = [
    Column("attempt") { Field($0.attempt) },
    Column("person") { $0.personName },
    Column("was_percent") { $0.wasPercent },
    Column("percent") { $0.percent },
    Column("was_passed") { $0.wasPass },
    Column("passed") { $0.isPass },
    Column("changes") { $0.changesPass },
  ]
}

extension QuestionStatistic: Listed {
  static let noun = "question_statistic"
  static let columns: [Column<QuestionStatistic>] = [
    Column("key") { $0.key },
    Column("version") { $0.version },
    Column("kind") { $0.kind.rawValue },
    Column("question", shown: false) { $0.label },
    Column("answers") { $0.answers },
    Column("difficulty") { $0.difficulty },
    Column("low") { $0.difficultyLow },
    Column("high") { $0.difficultyHigh },
    Column("discrimination") { $0.discrimination },
    Column("remark") { $0.remark },
  ]
}
