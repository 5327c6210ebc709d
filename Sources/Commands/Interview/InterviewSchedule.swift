import ArgumentParser
import Recruiting
import Store

extension Interviews {
  struct Schedule: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "schedule",
      abstract: "Schedule what was proposed; it holds its interviewers.")

    @Argument(help: "The interview's id.") var interview: Identifier<Interview>
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("interview.schedule", input: [interview.description, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(interview: interview, to: .scheduled, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Interview \(interview) takes place on \(outcome.value.startsLocally) (\(outcome.value.zone)).",
          ids: [interview.description], next: "muster interview ics \(interview) > interview.ics"))
    }
  }
}
