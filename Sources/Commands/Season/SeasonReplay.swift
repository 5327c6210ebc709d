import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Replay: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay",
      abstract: "Hold the newest plan against what really happened.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let replay = try await globals.withScheduling { try await $0.replay(code) }
      let printer = try printer
      guard printer.format == .table else { return try printer.show(ReplayLine(replay)) }
      try printer.document(ReplayWords(replay).text)
    }
  }
}

/// A replay's figures as one row, for programs.
struct ReplayLine: Listed {
  let replay: Replay

  init(_ replay: Replay) {
    self.replay = replay
  }

  static let noun = "replay"
  static let columns: [Column<ReplayLine>] = [
    Column("season") { $0.replay.season },
    Column("as_of") { Field($0.replay.asOf) },
    Column("days") { $0.replay.days },
    Column("orders_forecast") { $0.replay.ordersForecast },
    Column("orders_actual") { $0.replay.ordersActual },
    Column("wape") { Field.number($0.replay.absoluteError, decimals: 4) },
    Column("inside_p10_p90") { Field.number($0.replay.insideRange, decimals: 4) },
    Column("slots") { $0.replay.queues.reduce(0) { $0 + $1.slots } },
    Column("slots_in_goal") { $0.replay.queues.reduce(0) { $0 + $1.slotsInGoal } },
    Column("cost_minor") { $0.replay.costMinor },
    Column("cost_knowing_minor") { $0.replay.costKnowingMinor },
    Column("currency") { $0.replay.currency },
  ]
}
