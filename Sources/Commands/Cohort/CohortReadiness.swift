import ArgumentParser
import Onboarding
import People
import Store

extension Cohorts {
  struct TellReadiness: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "readiness",
      abstract: "Tell season plans when a class's people are likely to be ready, and what the class is worth by week.",
      discussion: """
        In full-time agents who are ready, still there and up to speed, eight in ten between p10 and p90: the board's \
        projected days, the ramp of the skill (`muster ramp show`) and who stayed of earlier classes, played through.
        """)

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Option(help: "As of this day; today by default.") var asOf: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("cohort.readiness", input: [cohort, asOf?.description ?? ""])
      let outcome = try await globals.withOnboarding { try await $0.tellReadiness(of: cohort, asOf: asOf, as: asked) }
      try printer.list(outcome.value.supply)
      Stream.errors.say(outcome.value.summary + (outcome.isRehearsal ? " Dry run: nothing was told." : ""))
    }
  }
}

extension ClassSupply: Listed {
  static let noun = "week"
  static let columns: [Column<ClassSupply>] = [
    Column("week_on") { Field($0.week) },
    Column("fte_p10") { $0.p10 },
    Column("fte_p50") { $0.p50 },
    Column("fte_p90") { $0.p90 },
  ]
}

extension ToldReadiness {
  var summary: String {
    let last = learners.map(\.ready.p50On).max().map { ", the last by \($0) at even odds" } ?? ""
    let basis = form == .assumed ? "an assumed ramp" : "the fitted ramp"
    return "\(name) on \(asOf): \(certified) are ready, \(learners.count) on the way\(last); reckoned with \(basis). "
      + "Next: muster season plan SEASON --explain"
  }
}
