public import ArgumentParser
public import Coaching
import Store

extension Coach {
  /// How long what is kept.
  struct Retention: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retention",
      abstract: "How long notes, actions and follow-ups are kept, and how many are older.",
      subcommands: [List.self, Decide.self])
  }
}

extension Coach.Retention {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the plan with how much of each is older; nothing is removed.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try printer.list(try await globals.withCoaching { try await $0.retention() })
    }
  }

  struct Decide: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "decide",
      abstract: "Decide how many months something is kept, for a reason; the newest decision counts.")

    @Argument(help: "'private note', 'hr note', 'shared note', action or follow-up.") var things: RetentionRow.Class
    @Argument(help: "How many months, 1 to 240.") var months: Int
    @Option(help: "Why, such as the law or agreement it follows.") var reason: String
    @Option(help: "The legal entity; may be left out by who works on one alone.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.retention", input: [things.rawValue, String(months), reason, entity ?? ""])
      let outcome = try await globals.withCoaching {
        try await $0.keep(things, months: months, because: reason, of: entity, as: asked)
      }
      try printer.changed(
        Change(outcome, "Each \(things.rawValue) is kept \(months) months.", next: "muster coach retention list"))
    }
  }
}

extension RetentionRow.Class: ExpressibleByArgument {}

extension RetentionRow: Listed {
  static let noun = "retention"
  static let columns: [Column<RetentionRow>] = [
    Column("entity") { $0.entity },
    Column("class") { $0.things.rawValue },
    Column("months") { $0.months },
    Column("decided") { $0.isDecided },
    Column("kept") { $0.kept },
    Column("older") { $0.older },
    Column("reason") { $0.reason },
  ]
}
