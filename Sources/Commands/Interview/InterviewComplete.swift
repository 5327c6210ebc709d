import ArgumentParser
import Recruiting
import Store

extension Interviews {
  struct Complete: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "complete",
      abstract: "Note that an interview was held.")

    @Argument(help: "The interview's id.") var interview: Identifier<Interview>
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("interview.complete", input: [interview.description, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(interview: interview, to: .completed, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Interview \(interview) was held.", ids: [interview.description], next: "muster feedback missing"))
    }
  }
}
