import ArgumentParser
import Store

extension Audits {
  struct Sealing: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "seal", abstract: "Seal every finished event that no seal covers yet.")

    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await Audit(store: store).seal(key: write.key, dryRun: write.dryRun)
      }
      try printer.changed(
        Change(outcome, "Sealed \(outcome.value.grouped) events.", next: "muster audit anchor > anchor.txt"))
    }
  }
}
