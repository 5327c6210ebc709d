import ArgumentParser
import Scheduling

struct Staffing: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staffing",
    abstract: "See how many agents a slot takes, and why.", subcommands: [List.self, Explain.self, Blend.self])

  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the agents that the newest plan takes, slot by slot.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @Option(help: "One queue.", completion: .queues) var queue: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      let plan = try await globals.withScheduling { try await $0.kept(season) }
      let minutes = plan.assumptions.slotMinutes
      try printer.list(
        plan.slots.filter { $0.queue == queue ?? $0.queue }.map { SlotLine(slot: $0, minutes: minutes) })
    }
  }

  struct Explain: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Tell a slot's arithmetic from contacts to scheduled agents, step by step.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @Argument(help: "The queue's code.") var queue: String
    @Argument(help: "A slot such as 2011-11-22T12:00.") var slot: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let plan = try await globals.withScheduling { try await $0.kept(season) }
      try printer.document(PlanWords(plan).explanation(of: queue, at: SlotName(slot)))
    }
  }
}

/// A slot with its clock, for lists.
struct SlotLine: Listed {
  let slot: RequirementSlot
  let minutes: Int

  static let noun = "slot"
  static let columns: [Column<SlotLine>] = [
    Column("queue") { $0.slot.queue },
    Column("day_on") { Field($0.slot.day) },
    Column("starts_time") { clock($0.slot.slot * $0.minutes) },
    Column("contacts") { Field.number($0.slot.volume, decimals: 2) },
    Column("load_erlangs") { Field.number($0.slot.offeredLoad, decimals: 3) },
    Column("agents") { $0.slot.agents },
    Column("scheduled") { $0.slot.scheduled },
  ]
}
