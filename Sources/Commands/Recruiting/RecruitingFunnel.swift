import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct FunnelVerb: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "funnel", abstract: "Show how far applications came, stage by stage.",
      discussion: "A stage is reached by whoever came at least as far, also by skipping it. Matured counts only those "
        + "who had time to move on: they did, they ended, or they waited longer than nine in ten who did.")

    @OptionGroup(title: "Which applications") var counting: CountingWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let question = counting.question
      let reports = try await globals.withFunnels { try await $0.funnel(question) }
      let printer = try printer
      guard printer.format == .table else { return try printer.list(reports.flatMap(FunnelRow.rows)) }
      guard !reports.isEmpty else { return printer.note("No application: \(question.words).") }
      try printer.document(reports.map { FunnelWords($0).text }.joined(separator: "\n"))
    }
  }
}

/// A stage of a funnel with the step that leads to the next.
struct FunnelRow: Listed {
  let stage: FunnelStage
  let step: FunnelReport.Step?

  static func rows(_ report: FunnelReport) -> [FunnelRow] {
    report.stages.map { stage in FunnelRow(stage: stage, step: report.steps.first { $0.from == stage }) }
  }

  static let noun = "stage"
  static let columns: [Column<FunnelRow>] = [
    Column("pipeline") { $0.stage.pipeline },
    Column("stage") { $0.stage.stage },
    Column("reached") { $0.stage.reached },
    Column("conversion") { ($0.step?.conversion.rate).field(decimals: 6) },
    Column("low") { ($0.step?.conversion.low).field(decimals: 6) },
    Column("high") { ($0.step?.conversion.high).field(decimals: 6) },
    Column("matured") { ($0.step?.matured?.rate).field(decimals: 6) },
    Column("matured_n") { $0.step?.matured?.whole },
    Column("open_here") { $0.stage.openHere },
    Column("ended_here") { $0.stage.endedHere },
    Column("kind", shown: false) { $0.stage.kind },
    Column("rank", shown: false) { $0.stage.rank },
  ]
}
