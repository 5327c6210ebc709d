import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Draft: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft",
      abstract: "Draft an offer, or the next version of one.",
      discussion: "muster offer draft A-12 --seat 3 --pay 13.20 --estimate '30 hours, two evenings' \\\n"
        + "  --expires 2026-10-02T17:00Z --until 2027-01-10")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "The seat's number; muster opening list shows those that are open.") var seat: Int
    @Option(help: "What is paid, such as 13.20.") var pay: Money
    @Option(help: "The hours to expect, estimated in good faith.") var estimate: String
    @Option(help: "Until when it stands, with an offset.") var expires: Instant
    @Option(help: "The last day of a seasonal contract.") var until: LocalDate?
    @Option(help: "The hours of a week; the seat's when left out.") var hours: Double?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      var draft = DraftOffer(
        seat: seat, pay: pay.minor, hoursEstimate: estimate, expiresAt: expires, endsOn: until)
      draft.weeklyMinutes = hours.map { Int(($0 * 60).rounded()) }
      let drafted = draft
      let outcome = try await globals.withRecruiting {
        try await $0.draft(drafted, for: application, as: write.operation("offer.draft", input: drafted))
      }
      try printer.changed(
        Change(
          outcome, "Version \(outcome.value.version) for \(outcome.value.candidate) is drafted.",
          ids: [outcome.value.id.description], next: "muster offer submit A-\(outcome.value.application)"))
    }
  }
}
