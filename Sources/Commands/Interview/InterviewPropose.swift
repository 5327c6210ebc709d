import ArgumentParser
import Recruiting
import Store

extension Interviews {
  struct Propose: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "propose",
      abstract: "Propose an interview; it holds nobody until it is scheduled.",
      discussion: "muster interview propose A-12 --at 2026-10-05T10:30 --with Mara --with Lev --kit 'First talk'")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @OptionGroup var wishes: InterviewWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let planned = wishes.planned(settled: false)
      let outcome = try await globals.withRecruiting {
        try await $0.plan(planned, for: application, as: write.operation("interview.propose", input: planned))
      }
      try printer.changed(
        Change(
          outcome, "Proposed interview \(outcome.value.id) with \(outcome.value.candidate).",
          ids: [outcome.value.id.description], next: "muster interview schedule \(outcome.value.id)"))
    }
  }
}
