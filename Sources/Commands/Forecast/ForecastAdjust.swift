import ArgumentParser
import Scheduling
import Store

extension ForecastCommand {
  struct Adjust: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "adjust",
      abstract: "Multiply what is staffed on some days, with a reason.",
      discussion: "The forecast stays as it was made; the next requirement takes the adjustment in.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @Option(help: "The queue's code; all queues when left out.", completion: .queues) var queue: String?
    @Option(name: .customLong("from"), help: "The first day.") var startsOn: LocalDate
    @Option(name: .customLong("to"), help: "The last day; the first when left out.") var endsOn: LocalDate?
    @Option(help: "Contacts as a multiple of the forecast: 1.2 is a fifth more.") var times: Double
    @Option(help: "Why: whoever reads the plan later will ask.") var reason: String
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let draft = AdjustmentDraft(
        queue: queue, startsOn: startsOn, endsOn: endsOn ?? startsOn, multiple: times, reason: reason)
      let outcome = try await globals.withScheduling {
        try await $0.adjust(season, draft, as: write.operation("forecast.adjust", input: draft))
      }
      let made = outcome.value
      try printer.changed(
        Change(
          outcome,
          "Adjustment \(made.id): \(made.queue ?? "all queues"), \(made.startsOn) to \(made.endsOn), times "
            + made.multiple.written(decimals: 2) + ".",
          ids: [made.id.description], next: "muster season staff \(season)"))
    }
  }

  struct Adjustments: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "adjustments", abstract: "List a season's adjustments that stand.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.adjustments(for: season)) }
    }
  }

  struct Withdraw: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw",
      abstract: "Take an adjustment back; both stay on the record.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @Argument(help: "The adjustment's id.") var adjustment: Int64
    @Option(help: "Why.") var reason: String
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.withdraw(
          Adjustment.ID(rawValue: adjustment), of: season, reason: reason,
          as: write.operation("forecast.withdraw", input: [season, String(adjustment), reason]))
      }
      try printer.changed(
        Change(
          outcome, "Adjustment \(adjustment) no longer counts.", ids: [String(adjustment)],
          next: "muster season staff \(season)"))
    }
  }
}

extension Adjustment: Listed {
  static let noun = "adjustment"
  static let columns: [Column<Adjustment>] = [
    Column("id") { Field($0.id) },
    Column("queue") { $0.queue },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("times") { $0.multiple },
    Column("reason") { $0.reason },
    Column("author") { $0.author },
  ]
}
