import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Rescind: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "rescind",
      abstract: "Take an offer back; only HR may.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("offer.rescind", input: [application, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(offer: application, to: .rescinded, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "The offer to \(outcome.value.candidate) is taken back.", ids: [outcome.value.id.description],
          next: "muster offer list"))
    }
  }
}
