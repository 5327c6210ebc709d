import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Send: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "send",
      abstract: "Send an approved offer: its seat is reserved.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("offer.send", input: [application, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(offer: application, to: .sent, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "The offer to \(outcome.value.candidate) is sent.", ids: [outcome.value.id.description],
          next: "muster hire make A-\(outcome.value.application), or muster offer decline"))
    }
  }
}
