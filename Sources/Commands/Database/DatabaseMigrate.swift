import ArgumentParser
import Store

extension Database {
  struct Migrate: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate",
      abstract: "Bring the schema to that of this program, forward only.",
      discussion: "Each step is one transaction: a kill anywhere leaves whole steps, and the next run goes on.")

    @OptionGroup var globals: Globals

    func run() async throws {
      let printer = try printer
      let report = try await globals.resolvedPlace().migrate { name in printer.note("applying \(name)") }
      let count = report.applied.count
      let steps = count == 0 ? "Nothing to migrate" : "Applied \(count) migration\(count == 1 ? "" : "s")"
      try printer.changed(
        Change(
          summary: steps + (report.refreshedCode ? "; functions and policies are fresh." : "."), ids: report.applied,
          next: "muster doctor"))
    }
  }
}
