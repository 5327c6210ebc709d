import ArgumentParser
import Recruiting
import Store

extension Interviews {
  struct Reschedule: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "reschedule",
      abstract: "Move a scheduled interview: a new one replaces it, and calendars follow.")

    @Argument(help: "The interview's id.") var interview: Identifier<Interview>
    @OptionGroup var wishes: InterviewWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let planned = wishes.planned(settled: true)
      let outcome = try await globals.withRecruiting {
        try await $0.reschedule(interview, to: planned, as: write.operation("interview.reschedule", input: planned))
      }
      try printer.changed(
        Change(
          outcome, "Interview \(outcome.value.id) replaces \(interview), on \(outcome.value.startsLocally).",
          ids: [outcome.value.id.description],
          next: "muster interview ics \(outcome.value.id) > interview.ics"))
    }
  }
}
