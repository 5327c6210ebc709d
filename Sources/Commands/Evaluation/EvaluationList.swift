import ArgumentParser
import Scorecards
import Store

extension Evaluations {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the evaluations you may see, the newest first.",
      discussion: "muster evaluation list --state disputed; muster evaluation list --agent Ana")

    @Option(help: "Only of this agent.") var agent: String?
    @Option(help: "Only by this form.") var form: String?
    @Option(help: "Only in this state: \(Evaluation.State.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: Evaluation.State?
    @Option(help: "Only from this day on.") var from: LocalDate?
    @Option(help: "Only up to this day.") var to: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      var filter = EvaluationFilter()
      filter.agent = agent
      filter.form = form
      filter.state = state
      filter.from = from
      filter.through = to
      let narrowed = filter
      try await globals.withQuality { try await printer.list($0.evaluations(narrowed)) }
    }
  }
}

extension Evaluation: Listed {
  static let noun = "evaluation"
  static let columns: [Column<Evaluation>] = [
    Column("id") { Field($0.id) },
    Column("agent") { $0.agentName },
    Column("contact") { $0.reference },
    Column("form") { "\($0.formCode)/\($0.formNumber)" },
    Column("evaluator") { $0.evaluatorName },
    Column("state") { $0.state.rawValue },
    Column("reported") { $0.reported },
    Column("raw") { $0.raw },
    Column("critical", shown: false) { $0.critical },
    Column("answered_share", shown: false) { $0.answeredShare },
    Column("fatal", shown: false) { $0.fatal },
    Column("passed") { $0.isPassed },
    Column("comment", shown: false) { $0.comment },
    Column("started_at", shown: false) { Field($0.startedAt) },
    Column("published_at", shown: false) { Field($0.publishedAt) },
    Column("disputable_to", shown: false) { Field($0.disputableTo) },
    Column("supersedes", shown: false) { Field($0.supersedes) },
  ]
}
