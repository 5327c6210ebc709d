import ArgumentParser
import Recruiting
import Store

extension Interviews {
  struct NoShow: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "no-show",
      abstract: "Note that the candidate did not come.")

    @Argument(help: "The interview's id.") var interview: Identifier<Interview>
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("interview.no_show", input: [interview.description, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(interview: interview, to: .noShow, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) did not come to interview \(interview).", ids: [interview.description],
          next: "muster application withdraw"))
    }
  }
}
