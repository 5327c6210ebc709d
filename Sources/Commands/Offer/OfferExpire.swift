import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Expire: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "expire",
      abstract: "Let every sent offer lapse whose time has come.")

    @Option(help: "As of this instant; now when left out.") var at: Instant?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("offer.expire", input: [at.map { "\($0)" } ?? ""])
      let outcome = try await globals.withRecruiting { try await $0.expireOffers(at: at ?? .now, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.grouped) offers lapsed.", ids: [], next: "muster offer list --state expired"))
    }
  }
}
