import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct BulkMove: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "bulk-move", abstract: "Move everybody who matches to a stage, as a batch that can be undone.",
      discussion: "Shows the exact count and asks; a script says --yes --expect N, which fails when the count changed.")

    @Option(name: .customLong("to"), help: "The stage.") var target: String
    @OptionGroup var bulk: BulkWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = bulk.write.operation("application.bulk_move", input: [bulk.filter.words, target, bulk.note])
      let outcome = try await globals.withRecruiting { room in
        try await room.bulkMove(
          bulk.filter, to: target, note: bulk.note, expecting: bulk.agreed(in: room), as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Moved \(outcome.value.touched.grouped) applications to \(target).",
          ids: [outcome.value.batch.description],
          next: "undo: muster recruiting undo \(outcome.value.batch)"))
    }
  }
}
