import ArgumentParser
import Onboarding
import Store

extension Cohorts {
  struct Extend: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "extend",
      abstract: "Give all of a cohort who are still learning longer, for one item or for all that is open.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Option(help: "The new due day.") var to: LocalDate
    @Option(help: "Only this item.") var item: String?
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("cohort.extend", input: [cohort, item ?? "", to.description, reason])
      let outcome = try await globals.withOnboarding {
        try await $0.extend(cohort: cohort, item: item, to: to, because: reason, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.count) people of \(cohort) have until \(to).",
          next: "muster cohort board '\(cohort)'"))
    }
  }
}
