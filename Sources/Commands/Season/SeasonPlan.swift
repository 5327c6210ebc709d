import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Plan: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: "Plan the whole season, from orders to published shifts.",
      discussion: "Forecast, agents per half hour, whom to hire by which Monday, a roster for the peak week, and its "
        + "publication: all of it is kept, or nothing.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "The last day whose orders the plan may see.") var asOf: LocalDate
    @Option(help: "What to staff for: the range of the forecast, or its mean, p10, p50 or p90.") var level = "range"
    @Option(help: "The seed of the roster's search; the same seed gives the same roster.") var seed = 1
    @Flag(help: "Stop before publishing the roster.") var draft = false
    @Flag(help: "Tell how every number came about.") var explain = false
    @Option(help: "Write plan.html, schedule.csv and the calendars into this folder.") var out: String?
    @Flag(help: "Replace files that are there already.") var force = false
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { scheduling in
        let outcome = try await plan(with: scheduling)
        guard !outcome.isRehearsal else { return }
        let printer = try printer
        let kept = try await scheduling.kept(code)
        if let out { try await PlanFiles(kept, from: scheduling).write(to: out, replacing: force, printer) }
        if explain { try printer.document(PlanWords(kept).explanation) }
        if !globals.output.quiet { try printer.document(PlanWords(kept).overview(color: printer.output.hasColor)) }
      }
    }

    private func plan(with scheduling: Scheduling) async throws -> Outcome<SeasonPlan> {
      let printer = try printer
      let request = PlanRequest(asOf: asOf, level: level, seed: seed, publishes: !draft)
      let outcome = try await scheduling.plan(
        code, request, as: write.operation("season.plan", input: [code, "\(request)"])
      ) { stage in printer.note("… \(stage)") }
      try printer.changed(
        Change(
          outcome, summary(outcome.value), ids: [outcome.value.roster.id.description],
          next: "muster season show \(code)"))
      return outcome
    }

    private func summary(_ plan: SeasonPlan) -> String {
      let times = plan.timings.map { "\($0.stage) \($0.milliseconds) ms" }.joined(separator: ", ")
      let published = plan.roster.publication.map { "published as version \($0)" } ?? "a draft"
      return
        "Planned \(plan.season.code): forecast \(plan.forecast.id), requirement \(plan.requirement.id), hiring plan "
        + "\(plan.hiring.id), roster \(plan.roster.id), \(published) (\(times))."
    }
  }
}
