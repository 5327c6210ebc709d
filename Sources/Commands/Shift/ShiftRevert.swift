import ArgumentParser
import Store
import Timekeeping

extension Shifts {
  struct Revert: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "revert",
      abstract: "Publish an earlier version again, as a new one.",
      discussion: "Whoever has left or is away by now is left out, and counted.")

    @Argument(help: "The version to bring back; muster shift versions lists them.") var version: Int
    @Option(help: "The legal entity; needed by who works on several.") var entity: String?
    @Option(help: "Why, for whoever reads the versions.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup(title: "Safety") var safety: SafetyWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("shift.revert", input: [String(version), entity ?? "", note])
      let outcome = try await globals.withStore { store in
        let timekeeping = Timekeeping(store: store)
        if !write.dryRun {
          let earlier = try await timekeeping.publication(version, of: entity)
          try safety.require(
            before: "This replaces every published shift from \(earlier.startsOn) to \(earlier.endsOn).")
        }
        return try await timekeeping.revert(to: version, of: entity, note: note, as: asked)
      }
      let new = outcome.value.version.publication.version
      let leftOut = outcome.value.leftOut
      let missing = leftOut == 0 ? "" : "; \(leftOut) shift\(leftOut == 1 ? "" : "s") could not come back"
      try printer.changed(
        Change(
          outcome, "Version \(version) counts again, as version \(new)\(missing).", ids: [String(new)],
          next: "muster shift list --version \(new)"))
    }
  }
}
