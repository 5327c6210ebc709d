import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct Correct: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "correct",
      abstract: "Say when an event really happened; the old row stays and is superseded.")

    @Argument(help: "The event's id, of muster application history.") var event: Identifier<StageEvent>
    @Option(help: "When it happened, with its offset.") var at: Instant
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("application.correct", input: [event.description, "\(at)", note])
      let outcome = try await globals.withRecruiting {
        try await $0.correct(event, happenedAt: at, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Event \(event) is corrected.", ids: [event.description]))
    }
  }
}
