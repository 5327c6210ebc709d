import ArgumentParser
import Recruiting
import Store

extension Hires {
  struct Start: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "start",
      abstract: "Note that somebody came on their first day.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("hire.start", input: [application])
      let outcome = try await globals.withRecruiting { try await $0.start(application, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) has started.", ids: [outcome.value.id.description],
          next: "muster hire list"))
    }
  }
}
