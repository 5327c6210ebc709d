import ArgumentParser
import Recruiting
import Store

extension Referrals {
  struct Credit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "credit",
      abstract: "Say what became of a referral's bonus.",
      discussion: "muster referral credit C-12 --season peak-2026 --state paid --amount 150.00")

    @Argument(help: "C-12, #12, an address or a name.") var candidate: String
    @Option(help: "The season's code.", completion: .seasons) var season: String
    @Option(help: "open, earned, paid or lapsed.") var state: Referral.Bonus
    @Option(help: "How much, such as 150.00; what was said before when left out.") var amount: Money?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation(
        "referral.credit", input: [candidate, season, state.rawValue, amount.map { "\($0.minor)" } ?? ""])
      let outcome = try await globals.withRecruiting {
        try await $0.credit(candidate, season: season, state, amount: amount?.minor, as: asked)
      }
      let bonus = outcome.value.bonus.map { " (\(Money.written($0)))" } ?? ""
      try printer.changed(
        Change(
          outcome,
          "The bonus of \(outcome.value.referrer) for \(outcome.value.candidate) is \(state.rawValue)\(bonus).",
          ids: [outcome.value.id.description], next: "muster referral list"))
    }
  }
}
