import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Accept: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Note that a candidate accepted; muster hire make does so too.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("offer.accept", input: [application, note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(offer: application, to: .accepted, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) accepted.", ids: [outcome.value.id.description],
          next: "muster hire make A-\(outcome.value.application)"))
    }
  }
}
