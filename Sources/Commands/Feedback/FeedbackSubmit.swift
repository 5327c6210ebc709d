import ArgumentParser
import Recruiting
import Store

extension Feedbacks {
  struct Submit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "submit",
      abstract: "Submit your draft; from then on it stays, and the others' can be read.")

    @Argument(help: "The interview's id.") var interview: Identifier<Interview>
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("feedback.submit", input: [interview.description])
      let outcome = try await globals.withRecruiting { try await $0.submit(feedback: interview, as: asked) }
      try printer.changed(
        Change(
          outcome, "Your feedback on interview \(interview) is in.", ids: [outcome.value.id.description],
          next: "muster feedback list"))
    }
  }
}
