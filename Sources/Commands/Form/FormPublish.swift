import ArgumentParser
import Scorecards
import Store

extension Forms {
  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Publish a version: new evaluations are made by it, earlier ones keep theirs.")

    @Argument(help: "The form's code.") var code: String
    @Option(help: "The version; the newest by default.") var version: Int?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("form.publish", input: [code, version.map(String.init) ?? ""])
      let outcome = try await globals.withQuality { try await $0.publish(code, version: version, asked) }
      try printer.changed(
        Change(
          outcome, "Version \(outcome.value.number) of \(code) is published.", ids: ["\(code)/\(outcome.value.number)"],
          next: "muster evaluation start \(code) CONTACT --agent NAME"))
    }
  }

  struct Score: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "score",
      abstract: "Try a form out: what answers would come to, without keeping them.",
      discussion: "muster form score returns-care greeting=yes tone=4 policy=yes amount=n/a identity=yes")

    @Argument(help: "The form's code.") var code: String
    @Argument(help: "Answers, each as question=answer.") var answers: [Pair]
    @Option(help: "The version; the one that is published by default.") var version: Int?
    @OptionGroup var globals: Globals

    func run() async throws {
      let form = try await globals.withQuality { try await $0.form(code, version: version) }.form
      let typed = try answers.byName()
      let read = typed.map { id, text in (id, form.question(id)?.read(text) ?? .text(text)) }
      let known = Dictionary(uniqueKeysWithValues: read)
      let problems = form.problems(with: known, isWhole: false)
      guard problems.isEmpty else { throw QualityError.badAnswers(problems) }
      try printer.show(ScoreLine(form.score(known)))
    }
  }
}

/// What answers come to, as it is printed.
struct ScoreLine: Listed, Sendable {
  let score: QualityScore

  init(_ score: QualityScore) {
    self.score = score
  }

  static let noun = "score"
  static let columns: [Column<ScoreLine>] = [
    Column("reported") { $0.score.reported },
    Column("raw") { $0.score.raw },
    Column("critical") { $0.score.critical },
    Column("answered_share") { $0.score.answeredShare },
    Column("fatal") { $0.score.fatal },
    Column("passed") { $0.score.isPassed },
    Column("sections") { $0.score.parts.map { "\($0.section) \($0.reported.written(decimals: 1))" } },
  ]
}
