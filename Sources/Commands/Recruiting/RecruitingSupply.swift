import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct SupplyVerb: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "supply", abstract: "Forecast who will start when, and what they add each week.",
      discussion: "The run is kept, and the people it expects are told to the season's plan as arrivals. A chance is "
        + "about an application's stage, job and source; it ranks nobody.")

    @Option(help: "As known at the end of this day; today by default.") var asOf: LocalDate?
    @Option(help: "The share that finishes training.") var pass = 0.9
    @Option(help: "Output week by week after training, such as 0.6,0.8,1.") var ramp = "0.6,0.8,0.9,1"
    @Option(help: "The share of starters that leaves each week.") var leavers = 0.015
    @Option(help: "Weeks of training, where a class's own days do not say it.") var training: Int?
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @Flag(help: "Show the newest run instead of making one.") var last = false
    @Flag(help: "Show weeks instead of classes.") var weeks = false
    @Flag(help: "Show what was learned and what changed since the run before.") var explain = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      guard (0...1).contains(pass), (0..<1).contains(leavers) else {
        throw ValidationError("--pass and --leavers are shares between 0 and 1.")
      }
      guard !steps.isEmpty, steps.allSatisfy({ (0...2).contains($0) }) else {
        throw ValidationError("--ramp is a list of shares, such as 0.6,0.8,1.")
      }
    }

    private var steps: [Double] { ramp.split(separator: ",").map { Double($0) ?? -1 } }

    func run() async throws {
      let printer = try printer
      let run = last ? try await globals.withStore { try await Supply(store: $0).run(in: entity) } : try await made()
      if explain { return try printer.document(run.explanation.map { $0 + "\n" }.joined()) }
      if weeks { try printer.list(run.weeks) } else { try printer.list(run.classes) }
    }

    private func made() async throws -> SupplyRun {
      let day = asOf ?? .today
      let curve = SupplyCurve(trainingWeeks: training, passShare: pass, ramp: steps, weeklyLeavers: leavers)
      let asked = write.operation("supply.forecast", input: [day.description, ramp, "\(pass)", "\(leavers)"])
      let outcome = try await globals.withStore {
        try await Supply(store: $0).forecast(asOf: day, curve: curve, in: entity, as: asked)
      }
      try printer.changed(
        Change(
          outcome,
          "Run \(outcome.value.id): \(outcome.value.applications) applications in play, "
            + "\(outcome.value.classes.count) classes to come.",
          ids: [outcome.value.id.description], next: "muster recruiting supply --last --explain"))
      return outcome.value
    }
  }
}

extension SupplyRun.Outlook: Listed {
  static let noun = "class"
  static let columns: [Column<SupplyRun.Outlook>] = [
    Column("class") { $0.name },
    Column("starts_on") { Field($0.startsOn) },
    Column("seats") { $0.seats },
    Column("candidates") { $0.candidates },
    Column("mean") { Field.number($0.mean, decimals: 4) },
    Column("chance_full") { Field.number($0.chanceFull, decimals: 4) },
    Column("p20") { $0.startsP20 },
    Column("p50") { $0.startsP50 },
    Column("p80") { $0.startsP80 },
    Column("further_offers") { $0.furtherOffers },
    Column("applications_needed") { $0.applicationsNeeded },
    Column("drop_dead_on") { Field($0.dropDeadOn) },
    Column("variance", shown: false) { Field.number($0.variance, decimals: 4) },
  ]
}

extension SupplyForecast.Week: Listed {
  static let noun = "week"
  static let columns: [Column<SupplyForecast.Week>] = [
    Column("week_on") { Field($0.week) },
    Column("mean") { Field.number($0.mean, decimals: 2) },
    Column("p20") { Field.number($0.p20, decimals: 2) },
    Column("p50") { Field.number($0.p50, decimals: 2) },
    Column("p80") { Field.number($0.p80, decimals: 2) },
  ]
}
