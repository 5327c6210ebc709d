import ArgumentParser
import Scheduling
import Store

/// Wishes: when you cannot, would rather not, or would like to work.
struct WishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wish", abstract: "Wishes: when you cannot, would rather not, or would like to work.",
    subcommands: [List.self, Tell.self, Withdraw.self, Deadline.self])
}

extension WishCommand {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the wishes that stand, as far as you may see them.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.wishes()) }
    }
  }

  struct Tell: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "tell",
      abstract: "Tell a wish: each week on a weekday, or on every day of a period.",
      discussion: "unavailable is kept by every roster; undesired costs it something; desired is a hint.")

    @Argument(help: "unavailable, undesired or desired.") var kind: AvailabilityWish.Kind
    @Option(help: "A weekday, 1 for Monday to 7 for Sunday; every day if left out.") var weekday: Int?
    @Option(help: "From this day.") var from: LocalDate
    @Option(help: "Through this day; until further notice if left out with a weekday.") var through: LocalDate?
    @Option(help: "From this time of the day.") var starts: LocalTime?
    @Option(help: "Until this time of the day.") var ends: LocalTime?
    @Option(help: "How much it matters, 1 to 5.") var weight = 1
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      var draft = AvailabilityDraft(kind, weekday: weekday, from: from, through: through)
      if let starts { draft.starts = starts }
      if let ends { draft.ends = ends }
      draft.weight = weight
      let told = draft
      let outcome = try await globals.withScheduling {
        try await $0.wish(told, as: write.operation("wish.tell", input: told))
      }
      try printer.changed(
        Change(outcome, "Told: \(kind.rawValue) from \(from).", ids: [outcome.value.id.description]))
    }
  }

  struct Withdraw: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "Take a wish back.")

    @Argument(help: "The wish's id.") var id: Identifier<AvailabilityWish>
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.withdraw(id, as: write.operation("wish.withdraw", input: [id.description]))
      }
      try printer.changed(Change(outcome, "The wish is withdrawn.", ids: [id.description]))
    }
  }

  struct Deadline: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "deadline", abstract: "Say until when wishes for a week are taken.")

    @Option(help: "The Monday of the week.") var week: LocalDate
    @Option(help: "Until when, such as 2011-11-07T12:00Z.") var closes: Instant
    @Option(help: "The legal entity; needed by who plans for several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.setDeadline(
          week: week, closesAt: closes, for: entity,
          as: write.operation("wish.deadline", input: ["\(week)", "\(closes)", entity ?? ""]))
      }
      try printer.changed(Change(outcome, "Wishes for the week of \(week) are taken until \(closes)."))
    }
  }
}

extension AvailabilityWish: Listed {
  static let noun = "wish"
  static let columns: [Column<AvailabilityWish>] = [
    Column("id") { Field($0.id) },
    Column("person") { $0.name },
    Column("kind") { $0.kind },
    Column("weekday") { $0.weekday },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("starts") { Field($0.starts) },
    Column("ends") { Field($0.ends) },
    Column("weight") { $0.weight },
  ]
}
