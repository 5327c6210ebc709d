import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Let a candidate apply.",
      discussion: "muster application add C-12 --requisition REQ-2026-014 --source Website --available-on 2026-10-01")

    @Argument(help: "C-12, #12, an address or a name.") var candidate: String
    @Option(help: "The requisition's code.") var requisition: String
    @Option(help: "Where they came from; muster recruiting sources lists them.") var source: String?
    @Option(help: "The first day they could start.") var availableOn: LocalDate?
    @Option(help: "The days of notice they must give.") var notice: Int?
    @Option(help: "The hours of a week they ask for.") var hours: Double?
    @Option(help: "The day until which we may keep what they told us.") var consentUntil: LocalDate?
    @Flag(help: "Somebody we found, who has not applied yet.") var lead = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      var terms = AppliedTerms()
      terms.availableOn = availableOn
      terms.noticeDays = notice
      terms.desiredWeeklyMinutes = hours.map { Int(($0 * 60).rounded()) }
      terms.consentUntilOn = consentUntil
      let told = terms
      let asked = write.operation("application.add", input: [candidate, requisition, source ?? ""])
      let outcome = try await globals.withRecruiting {
        try await $0.apply(candidate, for: requisition, from: source, terms: told, asLead: lead, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) applied for \(requisition): \(outcome.value.code).",
          ids: [outcome.value.id.description], next: "muster application move \(outcome.value.code) STAGE"))
    }
  }
}
