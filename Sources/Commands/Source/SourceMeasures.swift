import ArgumentParser
import Store
import Workload

extension Sources {
  struct Metrics: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "metrics",
      abstract: "Show what a help desk measured: what was fulfilled or breached, and how long it took.",
      discussion: """
        Of Zendesk's metric events, by metric, for what began in the period. Minutes are by the clock, from a metric's \
        beginning to its fulfilment. Unproven against real data.
        """)

    @Argument(help: "The source; muster source list shows them.") var source: String
    @OptionGroup var period: PeriodWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in
        try await printer.list(
          Workload(store: store).metrics(of: source, from: period.first, through: period.last))
      }
    }
  }

  struct Hours: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "hours",
      abstract: "Show when a help desk's own clock for business hours runs, beside its site's opening hours.",
      discussion: """
        Of Zendesk's schedules and Freshdesk's business hours. Hours that only one of the two knows are hours in which \
        the desk promises answers and nobody is planned, or the other way round. Unproven against real data.
        """)

    @Argument(help: "The source; muster source list shows them.") var source: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(Workload(store: store).weeks(of: source)) }
    }
  }
}

extension DeskMetric: Listed {
  static let noun = "metric"
  static let columns: [Column<DeskMetric>] = [
    Column("metric") { $0.metric },
    Column("begun") { $0.begun },
    Column("fulfilled") { $0.fulfilled },
    Column("breached") { $0.breached },
    Column("median_minutes") { $0.medianMinutes.map { Field.number($0, decimals: 1) } },
    Column("p90_minutes") { $0.slowMinutes.map { Field.number($0, decimals: 1) } },
  ]
}

extension DeskWeek: Listed {
  static let noun = "schedule"
  static let columns: [Column<DeskWeek>] = [
    Column("reference") { $0.reference },
    Column("name") { $0.name },
    Column("zone") { $0.zone },
    Column("hours") { Field.number($0.hours, decimals: 2) },
    Column("desk_alone") { $0.deskAlone.map { Field.number($0, decimals: 2) } },
    Column("site_alone") { $0.siteAlone.map { Field.number($0, decimals: 2) } },
  ]
}
