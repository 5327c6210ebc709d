import ArgumentParser
import Scheduling
import Store

/// Swaps and covers: a shift given for another, or as a favour.
struct Swaps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap", abstract: "Swaps and covers: a shift given for another, or as a favour.",
    subcommands: [List.self, Shifts.self, Weigh.self, Ask.self, Move.self])
}

/// Which shifts a swap is of.
struct SwapWishes: ParsableArguments {
  @Argument(help: "The shift given, by its number.") var shift: Int64
  @Option(help: "Who takes it: a name of your team, or a number of swap shifts.", completion: .people) var to: String
  @Option(help: "The shift taken for it; a favour if left out.") var taking: Int64?
}

extension Swaps {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List your swaps, and those of the people you lead or plan for.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.swaps()) }
    }
  }

  struct Shifts: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "shifts", abstract: "List your team's shifts: what you may ask for.")

    @OptionGroup var period: PeriodWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling {
        try await printer.list($0.teamShifts(from: period.first, through: period.last))
      }
    }
  }

  struct Weigh: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "weigh",
      abstract: "List the rules that either side would break, before anybody asks.")

    @OptionGroup var wishes: SwapWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let findings = try await globals.withScheduling {
        try await $0.weigh(wishes.shift, to: wishes.to, for: wishes.taking)
      }
      let printer = try printer
      try printer.list(findings)
      if findings.isEmpty { printer.note("Nothing stands in the way on either side.") }
    }
  }

  struct Ask: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "ask", abstract: "Ask somebody to take a shift of yours.")

    @OptionGroup var wishes: SwapWishes
    @Option(help: "A word to them and to the lead who decides.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let input = ["\(wishes.shift)", wishes.to, "\(wishes.taking ?? 0)", note]
      let outcome = try await globals.withScheduling {
        try await $0.ask(
          wishes.shift, of: wishes.to, for: wishes.taking, note: note, as: write.operation("swap.ask", input: input))
      }
      let swap = outcome.value
      try printer.changed(
        Change(
          outcome, "Asked \(swap.partner) to take \(swap.gives)\(swap.takes.map { " for \($0)" } ?? "").",
          ids: [swap.id.description], next: "muster swap move \(swap.id) withdrawn, should you change your mind"))
    }
  }

  struct Move: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "move",
      abstract: "Agree, decline, withdraw, approve or refuse.",
      discussion: "agreed and declined are the partner's, withdrawn the asker's, approved and refused a lead's.")

    @Argument(help: "The swap's id.") var id: Identifier<Swap>
    @Argument(help: "agreed, declined, withdrawn, approved or refused.") var step: Swap.Step
    @Option(help: "Why, for both sides.") var reason = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.move(
          id, to: step, reason: reason,
          as: write.operation("swap.move", input: [id.description, step.rawValue, reason]))
      }
      let swap = outcome.value
      try printer.changed(
        Change(outcome, "The swap of \(swap.asker) and \(swap.partner) is \(swap.state).", ids: [id.description]))
    }
  }
}

extension Swap: Listed {
  static let noun = "swap"
  static let columns: [Column<Swap>] = [
    Column("id") { Field($0.id) },
    Column("state") { $0.state },
    Column("asker") { $0.asker },
    Column("gives") { $0.gives },
    Column("partner") { $0.partner },
    Column("takes") { $0.takes },
    Column("sides", shown: false) { $0.sides },
    Column("note") { $0.note },
    Column("asked_at", shown: false) { Field($0.askedAt) },
  ]
}

extension SwapFinding: Listed {
  static let noun = "finding"
  static let columns: [Column<SwapFinding>] = [
    Column("person") { $0.name },
    Column("measure") { $0.measure },
    Column("words") { $0.words },
    Column("citation") { $0.citation },
  ]
}

extension TeamShift: Listed {
  static let noun = "shift"
  static let columns: [Column<TeamShift>] = [
    Column("shift") { $0.shift },
    Column("person_id") { $0.person },
    Column("person") { $0.name },
    Column("day_on") { Field($0.day) },
    Column("starts") { Field($0.starts) },
    Column("ends") { Field($0.ends) },
    Column("zone", shown: false) { $0.zone },
  ]
}
