import ArgumentParser
import Recruiting
import Store

extension Hires {
  struct NoShow: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "no-show",
      abstract: "Note that somebody did not come; the seat is free again.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("hire.no_show", input: [application, note])
      let outcome = try await globals.withRecruiting { try await $0.noShow(application, why: note, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) did not come; the seat is free.", ids: [outcome.value.id.description],
          next: "muster opening list \(outcome.value.requisition)"))
    }
  }
}
