import ArgumentParser
import Recruiting
import Store

/// Which applications a batch touches, and how sure one is of their number.
struct BulkWishes: ParsableArguments {
  @OptionGroup var which: ApplicationWishes
  @Option(help: "A note that stays with it.") var note = ""
  @Option(help: "How many you saw; another number touches none.") var expect: Int?
  @OptionGroup(title: "Writing") var write: WriteWishes
  @OptionGroup(title: "Safety") var safety: SafetyWishes

  var filter: ApplicationFilter { which.filter }

  func validate() throws {
    if filter.words.isEmpty { throw ValidationError("Name at least one of --requisition, --stage, --source.") }
  }

  /// The number the batch may touch: what was said, or what was shown and agreed to.
  func agreed(in room: Recruiting) async throws -> Int? {
    guard !write.dryRun else { return expect }
    let found = try await room.applications(filter).count
    try safety.require(before: "This touches \(found.grouped) applications (\(filter.words)).")
    return expect ?? found
  }
}
