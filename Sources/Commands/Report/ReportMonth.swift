import ArgumentParser
import Documents
import Scheduling
import Scorecards
import Store

/// Where a report goes.
struct ReportWishes: ParsableArguments {
  @Option(help: "The folder to write report.html and report.pdf into.") var out: String
  @Flag(help: "Replace files that are there already.") var force = false
}

extension Reports {
  struct Month: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Report on a period: service, customers, drivers, staffing, hiring, and what to decide.",
      discussion: "muster report month 2025-11 --out november")

    @Argument(help: "The period's code.") var period: String
    @OptionGroup var wishes: ReportWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let review = try await globals.withScorecards { try await $0.review(of: period) }
      try ReviewDocument(review, title: period, kind: "Report on the period", plan: nil).write(wishes, printer)
    }
  }

  struct SeasonSoFar: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "season", abstract: "Report on a season so far, against its newest plan.")

    @Argument(help: "The season's code.") var season: String
    @Option(help: "As of this day; today by default.") var asOf: LocalDate?
    @OptionGroup var wishes: ReportWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let (review, plan) = try await globals.withStore { store in
        let plan = try await Scheduling(store: store).kept(season)
        let last = min(plan.season.endsOn, asOf ?? .today)
        guard last >= plan.season.startsOn else {
          throw Failure(
            exit: .invalid, "\(season) begins on \(plan.season.startsOn).", next: "muster season show \(season)")
        }
        return (try await Scorecards(store: store).review(from: plan.season.startsOn, through: last), plan)
      }
      try ReviewDocument(review, title: plan.season.name, kind: "Report on the season", plan: plan).write(
        wishes, printer)
    }
  }
}
