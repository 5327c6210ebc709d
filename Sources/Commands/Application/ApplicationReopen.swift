import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct Reopen: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "reopen",
      abstract: "Open an ended application again, at the stage where it ended.")

    @Argument(help: "A-12.") var application: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("application.reopen", input: [application, note])
      let outcome = try await globals.withRecruiting { try await $0.reopen(application, note: note, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) is at \(outcome.value.stage ?? "–") again.",
          ids: [outcome.value.id.description], next: "muster application history \(outcome.value.code)"))
    }
  }
}
