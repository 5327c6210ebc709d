import ArgumentParser
import Onboarding
import Store

extension Certs {
  struct Kinds: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "kinds", abstract: "List what people can be certified for.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.certifications()) }
    }
  }

  struct Define: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "define",
      abstract: "Say what a certificate takes; again, and the new rules count from now on.")

    @Argument(help: "A short code.") var code: String
    @Option(help: "What it is called.") var title: String
    @Option(help: "The skill behind its gate.", completion: .skills) var skill: String?
    @Option(help: "The curriculum that has to be completed.") var curriculum: String?
    @Option(help: "How long it is valid; for ever without it.") var months: Int?
    @Option(help: "Days for which the skill outlasts it.") var grace = 0
    @Option(help: "The level of the skill, from 1 to 5.") var level = 3
    @Option(help: "By when whoever holds it has to renew.") var renewBy: LocalDate?
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let rules = CertificationRules(
        curriculum: curriculum, validMonths: months, graceDays: grace, level: level, renewBy: renewBy)
      let outcome = try await globals.withOnboarding {
        try await $0.define(
          code, title: title, skill: skill, rules: rules, of: entity, as: write.operation("cert.define", input: rules))
      }
      try printer.changed(
        Change(
          outcome, "\(title) stands on version \(outcome.value.version) of its rules.",
          ids: [outcome.value.id.description], next: "muster cert issue \(code) PERSON --evidence TEXT"))
    }
  }
}

extension Certification: Listed {
  static let noun = "certification"
  static let columns: [Column<Certification>] = [
    Column("code") { $0.code },
    Column("title") { $0.title },
    Column("skill") { $0.skill },
    Column("curriculum") { $0.curriculum },
    Column("months") { $0.validMonths },
    Column("grace_days") { $0.graceDays },
    Column("level") { $0.level },
    Column("version") { $0.version },
    Column("id", shown: false) { Field($0.id) },
  ]
}
