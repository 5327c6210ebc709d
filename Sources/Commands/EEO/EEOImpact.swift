import ArgumentParser
import Recruiting
import Store

extension EEOCommand {
  struct Impact: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "impact",
      abstract: "Tell whether a step of hiring selects one group less often than another.",
      discussion: "Selection rates are compared step by step within a family of jobs: the four-fifths rule, Fisher's "
        + "exact test, and whether one person would turn it around. On a terminal the analyst sees every count; in a "
        + "file or a pipe cells below five are left out, with whatever would give them back. A signal is a reason to "
        + "look, not a finding.")

    @Option(help: "sex, ethnicity, veteran or disability.") var by: Dimension = .sex
    @Option(help: "Decided on this day or later.") var from: LocalDate
    @Option(help: "Decided on this day or earlier.") var through: LocalDate
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @Flag(help: "Compare over all families together, by Mantel and Haenszel.") var pooled = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let report = try await globals.withStore {
        try await EqualOpportunity(store: $0).impact(by: by, from: from, through: through, in: entity)
      }
      let printer = try printer
      if pooled { try printer.list(report.pooled) } else { try printer.list(rows(report, printer)) }
      printer.note("\(report.verdict). Decisions from \(from) through \(through). \(footer(report))")
    }

    private func rows(_ report: ImpactReport, _ printer: Printer) -> [ImpactLine] {
      printer.format == .table && printer.output.isTerminal ? report.lines : report.published()
    }

    private func footer(_ report: ImpactReport) -> String {
      guard let rule = report.rule else { return "" }
      return "Threshold \((rule.amount ?? 0).written(decimals: 2)) by \(rule.citation), checked \(rule.checkedOn)."
    }
  }
}

extension ImpactLine: Listed {
  static let noun = "group"
  static let columns: [Column<ImpactLine>] = [
    Column("family") { $0.family },
    Column("step") { $0.step },
    Column("group") { $0.group },
    Column("applicants") { $0.applicants },
    Column("selected") { $0.selected },
    Column("rate") { $0.rate.field(decimals: 6) },
    Column("ratio") { $0.ratio.field(decimals: 6) },
    Column("low") { $0.low.field(decimals: 4) },
    Column("high") { $0.high.field(decimals: 4) },
    Column("z") { $0.z.field(decimals: 6) },
    Column("fisher") { $0.fisher.field(decimals: 6) },
    Column("shortfall") { $0.shortfall.field(decimals: 3) },
    Column("signal") { $0.signal },
  ]
}

extension ImpactReport.Pooled: Listed {
  static let noun = "group"
  static let columns: [Column<ImpactReport.Pooled>] = [
    Column("step") { $0.step },
    Column("group") { $0.group },
    Column("reference") { $0.reference },
    Column("families") { $0.families },
    Column("odds_ratio") { $0.oddsRatio.field(decimals: 6) },
    Column("z") { $0.z.field(decimals: 6) },
    Column("p") { $0.probability.field(decimals: 6) },
  ]
}
