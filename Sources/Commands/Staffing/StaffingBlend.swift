import ArgumentParser
import Documents
import Scheduling
import Store

extension Staffing {
  struct Blend: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "blend",
      abstract: "Tell how few agents a slot's live queues take when they share people of several skills.",
      discussion:
        "Contacts are played one by one, twenty days of eight hours for each set of sizes; no formula tells it. "
        + "E-mail and other deferred work is left out.")

    @Argument(help: "The season's code.", completion: .seasons) var season: String
    @Argument(help: "A slot such as 2011-11-22T12:00.") var slot: String
    @Option(help: "The seed of the play; the same seed gives the same answer.") var seed = 1
    @Flag(help: "List how each queue fares instead of whom the slot takes.") var queues = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let name = try SlotName(slot)
      let shared = try await globals.withScheduling {
        try await $0.shared(season, day: name.day, minute: name.minute, seed: seed)
      }
      let printer = try printer
      if printer.format == .table && !queues { return try printer.document(words(shared)) }
      if queues { try printer.list(shared.queues) } else { try printer.list(shared.groups) }
    }

    private func words(_ shared: SharedSlot) -> String {
      let together = shared.groups.reduce(0) { $0 + $1.needed }
      let alone = shared.queues.reduce(0) { $0 + $1.alone }
      let head =
        shared.reachesGoals
        ? "\(together) agents keep every promise together; \(alone) if no queue helped another."
        : "Everybody who is there, \(together) agents, does not keep every promise."
      let groups = shared.groups.map { "  \($0.needed) of \($0.there) who work \($0.queues.joined(separator: ", "))" }
      let queues = shared.queues.map { queue in
        "  \(queue.code): \(percent(queue.answeredInTime)) ± \(percent(queue.margin)) in time of "
          + "\(percent(queue.goalShare)) promised, \(percent(queue.abandoned)) give up; alone it takes \(queue.alone)"
      }
      return ([head] + groups + ["Queues"] + queues).joined(separator: "\n") + "\n"
    }

    private func percent(_ share: Double) -> String { (share * 100).written(decimals: 1) + " %" }
  }
}

extension SharedSlot.Group: Listed {
  static let noun = "group"
  static let columns: [Column<SharedSlot.Group>] = [
    Column("queues") { $0.queues.joined(separator: " ") },
    Column("there") { $0.there },
    Column("needed") { $0.needed },
  ]
}

extension SharedSlot.Queue: Listed {
  static let noun = "queue"
  static let columns: [Column<SharedSlot.Queue>] = [
    Column("queue") { $0.code },
    Column("contacts") { Field.number($0.contacts, decimals: 2) },
    Column("alone") { $0.alone },
    Column("goal_share") { $0.goalShare },
    Column("answered_in_time") { Field.number($0.answeredInTime, decimals: 4) },
    Column("margin") { Field.number($0.margin, decimals: 4) },
    Column("abandoned") { Field.number($0.abandoned, decimals: 4) },
  ]
}
