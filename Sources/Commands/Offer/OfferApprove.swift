import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Approve: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve",
      abstract: "Approve an offer that somebody else made.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("offer.approve", input: [application, note])
      let outcome = try await globals.withRecruiting {
        try await $0.decide(offer: application, approved: true, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "You approved the offer to \(outcome.value.candidate); it is \(outcome.value.state.rawValue).",
          ids: [outcome.value.id.description], next: "muster offer send A-\(outcome.value.application)"))
    }
  }
}
