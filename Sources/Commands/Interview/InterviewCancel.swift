import ArgumentParser
import Recruiting
import Store

extension Interviews {
  struct Cancel: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "cancel",
      abstract: "Cancel an interview; its interviewers are free again.")

    @Argument(help: "The interview's id.") var interview: Identifier<Interview>
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("interview.cancel", input: [interview.description, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(interview: interview, to: .cancelled, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Interview \(interview) is cancelled.", ids: [interview.description],
          next: "muster interview propose"))
    }
  }
}
