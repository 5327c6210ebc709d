import ArgumentParser
import Recruiting
import Store

extension Referrals {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Note that somebody referred a candidate this season.")

    @Argument(help: "C-12, #12, an address or a name.") var candidate: String
    @Option(help: "The season's code.", completion: .seasons) var season: String
    @Option(help: "Who refers them: a name, number or #id.") var by: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("referral.add", input: [candidate, season, by])
      let outcome = try await globals.withRecruiting {
        try await $0.refer(candidate, season: season, by: by, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(by) referred \(outcome.value.candidate) for \(season).", ids: [outcome.value.id.description],
          next: "muster referral list"))
    }
  }
}
