import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Scenarios: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "scenario", abstract: "Ask what would happen if.", subcommands: [New.self, List.self, Compare.self])

    struct New: MusterCommand {
      static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Describe a scenario, or describe it anew.",
        discussion: "Everything is a multiple of what the plan assumes: --demand 1.2 is a promotion a fifth stronger.")

      @Argument(help: "The season's code.", completion: .seasons) var season: String
      @Argument(help: "The scenario's name.") var name: String
      @Option(help: "Contacts, as a multiple.") var demand = 1.0
      @Option(help: "Handle time, as a multiple.") var aht = 1.0
      @Option(help: "Share who pass their training, as a multiple.") var passRate = 1.0
      @Option(help: "Weekly leavers, as a multiple.") var attrition = 1.0
      @Option(help: "Weeks by which recruiting takes longer.") var late = 0
      @OptionGroup var write: WriteWishes
      @OptionGroup var globals: Globals

      func run() async throws {
        let scenario = SeasonScenario(
          name, demand: demand, handleTime: aht, passRate: passRate, attrition: attrition, laterWeeks: late)
        let outcome = try await globals.withScheduling {
          try await $0.describe(scenario, for: season, as: write.operation("scenario.new", input: scenario))
        }
        try printer.changed(
          Change(outcome, "Scenario \(name) of \(season).", next: "muster season scenario compare \(season)"))
      }
    }

    struct List: MusterCommand {
      static let configuration = CommandConfiguration(commandName: "list", abstract: "List a season's scenarios.")

      @Argument(help: "The season's code.", completion: .seasons) var season: String
      @OptionGroup var globals: Globals

      func run() async throws {
        try await globals.withScheduling { try await printer.list($0.scenarios(for: season)) }
      }
    }

    struct Compare: MusterCommand {
      static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Hold scenarios beside the plan: what one would do, and what happens to the plan at hand.")

      @Argument(help: "The season's code.", completion: .seasons) var season: String
      @Argument(help: "The scenarios; all when left out.") var names: [String] = []
      @OptionGroup var globals: Globals

      func run() async throws {
        try await globals.withScheduling { try await printer.list($0.compare(names, of: season)) }
      }
    }
  }
}

extension SeasonScenario: Listed {
  static let noun = "scenario"
  static let columns: [Column<SeasonScenario>] = [
    Column("name") { $0.name },
    Column("demand") { $0.demand },
    Column("aht") { $0.handleTime },
    Column("pass_rate") { $0.passRate },
    Column("attrition") { $0.attrition },
    Column("late_weeks") { $0.laterWeeks },
  ]
}

extension ScenarioComparison: Listed {
  static let noun = "scenario"
  static let columns: [Column<ScenarioComparison>] = [
    Column("scenario") { $0.scenario },
    Column("starters") { $0.starters },
    Column("first_class_by") { $0.lastSafeOn.map { Field($0) } ?? .missing },
    Column("cost_minor") { $0.costMinor },
    Column("weeks_short") { $0.weeksShort },
    Column("weeks_short_as_planned") { $0.weeksShortAsPlanned },
    Column("worst_gap_as_planned") { Field.number($0.worstGapAsPlanned, decimals: 1) },
    Column("cost_as_planned_minor") { $0.costAsPlannedMinor },
    Column("currency") { $0.currency },
  ]
}
