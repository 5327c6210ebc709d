import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the newest plan: weeks, classes and the roster's coverage.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "One figure's numbers: weeks, classes, demand, requirement, coverage.") var figure: PlanFigure?
    @OptionGroup var globals: Globals

    func run() async throws {
      let plan = try await globals.withScheduling { try await $0.kept(code) }
      let printer = try printer
      guard let figure = figure ?? (printer.format == .table ? nil : .weeks) else {
        return try printer.document(PlanWords(plan).overview(color: printer.output.hasColor))
      }
      switch figure {
      case .weeks: try printer.list(plan.weeks)
      case .classes: try printer.list(plan.classes)
      case .demand: try printer.list(plan.days)
      case .requirement: try printer.list(plan.slots)
      case .coverage: try printer.list(plan.coverage)
      }
    }
  }

  struct Explain: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Tell how the newest plan's numbers came about, or one slot's, step by step.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Argument(help: "A queue, to explain its slots.") var queue: String?
    @Argument(help: "A slot such as 2011-11-22T12:00.") var slot: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      let plan = try await globals.withScheduling { try await $0.kept(code) }
      guard let queue, let slot else { return try printer.document(PlanWords(plan).explanation) }
      try printer.document(PlanWords(plan).explanation(of: queue, at: SlotName(slot)))
    }
  }

  struct Export: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the newest plan's page, schedule and calendars.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "The folder to write into.") var out: String
    @Flag(help: "Replace files that are there already.") var force = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { scheduling in
        try await PlanFiles(scheduling.kept(code), from: scheduling).write(to: out, replacing: force, printer)
      }
    }
  }
}

/// A figure of the plan whose numbers can be had alone.
enum PlanFigure: String, ExpressibleByArgument, CaseIterable {
  case weeks, classes, demand, requirement, coverage
}

extension ForecastDay: Listed {
  static let noun = "day"
  static let columns: [Column<ForecastDay>] = [
    Column("series") { $0.series },
    Column("day_on") { Field($0.day) },
    Column("mean") { $0.mean },
    Column("p10") { $0.p10 },
    Column("p50") { $0.p50 },
    Column("p90") { $0.p90 },
  ]
}

extension RequirementSlot: Listed {
  static let noun = "slot"
  static let columns: [Column<RequirementSlot>] = [
    Column("queue") { $0.queue },
    Column("day_on") { Field($0.day) },
    Column("slot") { $0.slot },
    Column("volume") { $0.volume },
    Column("handle_seconds") { $0.handleSeconds },
    Column("offered_load") { $0.offeredLoad },
    Column("agents") { $0.agents },
    Column("scheduled") { $0.scheduled },
  ]
}

extension RosterCoverage: Listed {
  static let noun = "slot"
  static let columns: [Column<RosterCoverage>] = [
    Column("queue") { $0.queue },
    Column("day_on") { Field($0.day) },
    Column("slot") { $0.slot },
    Column("required") { $0.required },
    Column("covered") { $0.covered },
    Column("reason") { $0.reason },
    Column("fix") { $0.fix },
  ]
}

extension HiringWeek: Listed {
  static let noun = "week"
  static let columns: [Column<HiringWeek>] = [
    Column("week_on") { Field($0.week) },
    Column("required") { $0.required },
    Column("supply_before") { $0.supplyBefore },
    Column("supply_planned") { $0.supplyPlanned },
    Column("overtime", shown: false) { $0.overtime },
    Column("outsourced", shown: false) { $0.outsourced },
    Column("gap") { $0.gap },
    Column("short_share") { $0.odds?.short },
    Column("required_p10", shown: false) { $0.odds?.requiredP10 },
    Column("required_p90", shown: false) { $0.odds?.requiredP90 },
    Column("supply_p10", shown: false) { $0.odds?.supplyP10 },
    Column("supply_p90", shown: false) { $0.odds?.supplyP90 },
  ]
}

extension HiringClass: Listed {
  static let noun = "class"
  static let columns: [Column<HiringClass>] = [
    Column("starts_on") { Field($0.startsOn) },
    Column("kind") { $0.kind },
    Column("starters") { $0.starters },
    Column("open_requisition_on") { Field($0.openRequisitionOn) },
    Column("last_safe_on") { Field($0.lastSafeOn) },
    Column("productive_on") { Field($0.productiveOn) },
    Column("reason") { $0.reason },
  ]
}
