import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct SourceVerb: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "source", abstract: "Say where an application really came from.")

    @Argument(help: "A-12.") var application: String
    @Argument(help: "The source; muster recruiting sources lists them.") var source: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("application.source", input: [application, source])
      let outcome = try await globals.withRecruiting {
        try await $0.set(source: source, of: application, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) came by \(outcome.value.source ?? "–").",
          ids: [outcome.value.id.description], next: "muster recruiting yield"))
    }
  }
}
