import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Decline: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "decline",
      abstract: "Note that a candidate declined: the seat is free again.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "Why; muster recruiting reasons lists them.") var reason: String?
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("offer.decline", input: [application, reason ?? "", note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(offer: application, to: .declined, reason: reason, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) declined.", ids: [outcome.value.id.description],
          next: "muster application withdraw A-\(outcome.value.application)"))
    }
  }
}
