import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct Reject: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reject an application, with a reason of ours.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "Why; muster recruiting reasons lists them.") var reason: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("application.reject", input: [application, reason, note])
      let outcome = try await globals.withRecruiting {
        try await $0.end(application, as: .rejected, reason: reason, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) is rejected: \(reason).", ids: [outcome.value.id.description],
          next: "muster application reopen \(outcome.value.code)"))
    }
  }
}
