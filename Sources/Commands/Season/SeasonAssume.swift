import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Assume: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "assume",
      abstract: "Keep a new version of a season's assumptions.",
      discussion: "The file is JSON; an example stands in scripts/sample-season/assumptions.json.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Argument(help: "The assumptions as JSON; - reads stdin.") var file: String
    @Option(help: "Why they changed.") var note = ""
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let assumptions = try Assumptions.read(WholeFile.bytes(file, atMost: 1 << 20))
      let outcome = try await globals.withScheduling {
        try await $0.assume(
          assumptions, note: note, for: code, as: write.operation("season.assume", input: assumptions))
      }
      try printer.changed(
        Change(
          outcome, "Season \(code) stands on version \(outcome.value.version) of its assumptions.",
          ids: [outcome.value.id.description], next: "muster season plan \(code) --as-of YYYY-MM-DD"))
    }
  }
}
