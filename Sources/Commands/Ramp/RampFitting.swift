import ArgumentParser
import Onboarding
import Store

extension Ramps {
  struct Fit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "fit",
      abstract: "Fit the curve to your own classes, from the contacts their people handled.",
      discussion: """
        Output is what agents of half a year and more take for the same kinds of contact, by what a starter took. Each \
        class's weeks are drawn towards the others as far as its own people are few; of two forms the one that foretells \
        a class left out better is kept. --dry-run shows it and keeps nothing.
        """)

    @Argument(help: "The skill that the classes open.") var skill: String
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @Option(help: "Only contacts up to this day; today by default.") var asOf: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("ramp.fit", input: [skill, entity ?? "", asOf?.description ?? ""])
      let outcome = try await globals.withOnboarding {
        try await $0.fitRamp(skill, of: entity, asOf: asOf, as: asked)
      }
      try printer.list(outcome.value.lines)
      Stream.errors.say(outcome.value.summary + (outcome.isRehearsal ? " Dry run: it was not kept." : ""))
    }
  }
}
