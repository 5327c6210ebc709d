import ArgumentParser
import Onboarding
import Store

extension Assess {
  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Put the rules of an assessment in force, over the newest questions of a bank.",
      discussion: """
        muster assess publish returns-test --bank returns --pass 80 --attempts 3 --minutes 30
        Whoever sits already goes on by the rules they began with. A curriculum's item of the kind assessment names the \
        code as its reference.
        """)

    @Argument(help: "The assessment's code, such as returns-test.") var code: String
    @Option(help: "The bank that it asks from.") var bank: String
    @Option(help: "What learners see as its title; the code by default.") var title: String?
    @Option(help: "The percent of the points that pass.") var pass = 80.0
    @Option(help: "Which attempt counts: highest, average, first or last.") var counts: AssessmentRules.Method =
      .highest
    @Option(help: "At most this many attempts; without it any number.") var attempts: Int?
    @Option(help: "Minutes between two attempts.") var delay = 0
    @Option(help: "Minutes until an attempt is handed in by itself.") var minutes: Int?
    @Option(help: "Ask this many questions, drawn anew for each attempt.") var draw: Int?
    @Flag(help: "Keep the bank's order of questions and options.") var inOrder = false
    @Option(help: "What learners are told once graded: nothing, marks or answers.")
    var reveal: AssessmentRules.Reveals = .marks
    @Option(help: "Why the rules changed.") var note = ""
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if !(pass > 0 && pass <= 100) { throw ValidationError("--pass must be above 0 and at most 100.") }
    }

    func run() async throws {
      let rules = rules
      let outcome = try await globals.withAssessments {
        try await $0.publish(rules, as: write.operation("assess.publish", input: rules))
      }
      let made = outcome.value
      try printer.changed(
        Change(
          outcome,
          "Version \(made.version) of \(made.code) is in force: \(made.questions) questions, "
            + "\(made.passPercent.written(decimals: 0)) % passes.",
          ids: [made.id.description], next: "muster assess take \(made.code)"))
    }

    private var rules: AssessmentRules {
      var rules = AssessmentRules(code, from: bank)
      rules.title = title
      rules.entity = entity
      rules.passPercent = pass
      rules.method = counts
      rules.mostAttempts = attempts
      rules.delayMinutes = delay
      rules.limitMinutes = minutes
      rules.draws = draw
      rules.shuffles = !inOrder
      rules.reveals = reveal
      rules.note = note
      return rules
    }
  }
}
