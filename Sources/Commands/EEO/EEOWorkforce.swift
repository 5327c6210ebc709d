import ArgumentParser
import Recruiting
import Store

extension EEOCommand {
  struct Workforce: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "workforce",
      abstract: "Count who is at work by place, job category, origin and sex, in the shape of the EEO-1 report.",
      discussion: "It counts people whom recruiting brought and who have started. On a terminal the analyst sees every "
        + "count; in a file or a pipe cells below five are left out, with whatever would give them back. Families of "
        + "jobs without --category are administrative support, as customer service is.")

    @Option(help: "A day of the pay period reported.") var on: LocalDate
    @Option(help: "A family of jobs and its category, such as 'team lead=First/Mid Level Officials and Managers'.")
    var category: [FamilyCategory] = []
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      let categories = Dictionary(category.map { ($0.family, $0.category) }) { _, last in last }
      let report = try await globals.withStore {
        try await EqualOpportunity(store: $0).workforce(on: on, categories: categories, in: entity)
      }
      let printer = try printer
      let isWhole = printer.format == .table && printer.output.isTerminal
      try printer.list(isWhole ? report.lines : report.published())
      printer.note("At work on \(on), hired through recruiting; those who did not say are in the total.")
    }
  }

  /// `customer service=Administrative Support Workers`.
  struct FamilyCategory: ExpressibleByArgument {
    let family: String
    let category: WorkforceReport.Category

    init?(argument: String) {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let category = WorkforceReport.Category(rawValue: parts[1]) else { return nil }
      self.family = parts[0]
      self.category = category
    }
  }
}

extension WorkforceReport.Line: Listed {
  static let noun = "job_category"
  static let columns: [Column<WorkforceReport.Line>] =
    [Column("site") { $0.site }, Column("job_category") { $0.category.rawValue }]
    + WorkforceReport.Cell.all.enumerated().map { place, cell in
      Column("\(cell.ethnicity)_\(cell.sex)") { $0.cells[place] }
    }
    + [Column("not_said") { $0.notSaid }, Column("total") { $0.total }]
}
