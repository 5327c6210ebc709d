import ArgumentParser
import Coaching
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
      commandName: "month",
      abstract: "Report on a period: service, customers, drivers, staffing, hiring, and what to decide.",
      discussion: "muster report month 2025-11 --out november")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @OptionGroup var wishes: ReportWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let document = try await globals.withStore { store in
        let review = try await Scorecards(store: store).review(of: period)
        return ReviewDocument(
          review, title: period, kind: "Report on the period", plan: try await Reports.plan(over: review, store),
          coaching: try await Reports.coaching(over: review, store))
      }
      try document.write(wishes, printer)
    }
  }

  struct SeasonSoFar: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "season", abstract: "Report on a season so far, against its newest plan.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @Option(help: "As of this day; today by default.") var asOf: LocalDate?
    @OptionGroup var wishes: ReportWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let document = try await globals.withStore { store in
        let plan = try await Scheduling(store: store).kept(season)
        let last = min(plan.season.endsOn, asOf ?? .today)
        guard last >= plan.season.startsOn else {
          throw Failure(
            exit: .invalid, "\(season) begins on \(plan.season.startsOn).", next: "muster season show \(season)")
        }
        let review = try await Scorecards(store: store).review(from: plan.season.startsOn, through: last)
        return ReviewDocument(
          review, title: plan.season.name, kind: "Report on the season", plan: plan,
          coaching: try await Reports.coaching(over: review, store))
      }
      try document.write(wishes, printer)
    }
  }
}

extension Reports {
  /// The newest plan of the season that those weeks lie in; `nil` where there is none that the caller may see.
  static func plan(over review: PeriodReview, _ store: Store) async throws -> KeptPlan? {
    let scheduling = Scheduling(store: store)
    let seasons = try await scheduling.seasons()
    guard let season = seasons.first(where: { $0.startsOn <= review.through && $0.endsOn >= review.from }) else {
      return nil
    }
    do throws(any Error) {
      let plan = try await scheduling.kept(season.code)
      return plan
    } catch SchedulingError.nothingYet {
      return nil
    }
  }

  /// The coaching of those weeks; `nil` for whoever may not see any.
  static func coaching(over review: PeriodReview, _ store: Store) async throws -> CoachingReview? {
    do throws(any Error) {
      let coaching = try await Coaching(store: store).review(from: review.from, through: review.through)
      return coaching
    } catch CoachingError.denied {
      return nil
    }
  }
}
