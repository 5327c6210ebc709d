import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct BulkMove: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "bulk-move", abstract: "Move everybody who matches to a stage, as a batch that can be undone.",
      discussion: "Shows the exact count and asks; a script says --yes --expect N, which fails when the count changed.")

    @OptionGroup var which: ApplicationWishes
    @Option(name: .customLong("to"), help: "The stage.") var target: String
    @Option(help: "A note that stays with it.") var note = ""
    @Option(help: "How many you saw; another number touches none.") var expect: Int?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup(title: "Safety") var safety: SafetyWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if which.filter.words.isEmpty { throw ValidationError("Name at least one of --requisition, --stage, --source.") }
    }

    func run() async throws {
      let filter = which.filter
      let asked = write.operation("application.bulk_move", input: [filter.words, target, note])
      let outcome = try await globals.withRecruiting { room in
        if !write.dryRun {
          let found = try await room.applications(filter).count
          try safety.require(before: "This touches \(found.grouped) applications (\(filter.words)).")
        }
        return try await room.bulkMove(filter, to: target, note: note, expecting: expect, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Moved \(outcome.value.touched.grouped) applications to \(target).",
          ids: [outcome.value.batch.description],
          next: "undo: muster recruiting undo \(outcome.value.batch)"))
    }
  }
}
