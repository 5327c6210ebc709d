import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Submit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "submit",
      abstract: "Submit a draft for approval; what it still lacks is named.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("offer.submit", input: [application, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(offer: application, to: .pending, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "The offer to \(outcome.value.candidate) waits for approval.", ids: [outcome.value.id.description],
          next: "muster offer approve A-\(outcome.value.application)"))
    }
  }
}
