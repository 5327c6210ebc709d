import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct BulkReject: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "bulk-reject", abstract: "Reject everybody who matches, as a batch that can be undone.",
      discussion: "Shows the exact count and asks; a script says --yes --expect N, which fails when the count changed.")

    @Option(name: .customLong("reason"), help: "Why; muster recruiting reasons lists them.") var target: String
    @OptionGroup var bulk: BulkWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = bulk.write.operation("application.bulk_reject", input: [bulk.filter.words, target, bulk.note])
      let outcome = try await globals.withRecruiting { room in
        try await room.bulkReject(
          bulk.filter, reason: target, note: bulk.note, expecting: bulk.agreed(in: room), as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Rejected \(outcome.value.touched.grouped) applications: \(target).",
          ids: [outcome.value.batch.description],
          next: "undo: muster recruiting undo \(outcome.value.batch)"))
    }
  }
}
