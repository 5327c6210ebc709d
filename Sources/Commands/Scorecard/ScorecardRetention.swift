public import ArgumentParser
public import Scorecards
import Store

extension ScorecardCommand {
  /// How long what is kept.
  struct Retention: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retention",
      abstract: "How long cards, evaluations, samples and exports are kept, and how many are older.",
      subcommands: [List.self, Decide.self])
  }
}

extension ScorecardCommand.Retention {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the plan with how much of each is older; nothing is removed.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards { try await printer.list($0.retention()) }
    }
  }

  struct Decide: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "decide",
      abstract: "Decide how many months something is kept, for a reason; the newest decision counts.")

    @Argument(help: "card (from the day somebody left), evaluation, calibration, sample or export.")
    var records: KeptRecords.Class
    @Argument(help: "How many months, 1 to 240.") var months: Int
    @Option(help: "Why, such as the law or agreement it follows.") var reason: String
    @Option(help: "The legal entity; may be left out by who works on one alone.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation(
        "scorecard.retention", input: [records.rawValue, String(months), reason, entity ?? ""])
      let outcome = try await globals.withScorecards {
        try await $0.keep(records, months: months, because: reason, of: entity, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Each \(records.rawValue) is kept \(months) months.", next: "muster scorecard retention list"))
    }
  }
}

extension KeptRecords.Class: ExpressibleByArgument {}

extension KeptRecords: Listed {
  static let noun = "retention"
  static let columns: [Column<KeptRecords>] = [
    Column("entity") { $0.entity },
    Column("class") { $0.records.rawValue },
    Column("months") { $0.months },
    Column("decided") { $0.isDecided },
    Column("kept") { $0.kept },
    Column("older") { $0.older },
    Column("reason") { $0.reason },
  ]
}
