import ArgumentParser
import Onboarding
import Store

extension Certs {
  struct Issue: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "issue",
      abstract: "Sign a certificate in your own name; its skill is granted at once.")

    @OptionGroup(title: "Signing") var signing: SigningWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.issue(
          signing.code, to: signing.person, evidence: signing.evidence, from: signing.from,
          as: write.operation("cert.issue", input: signing.words))
      }
      try printer.changed(Change(outcome, outcome.value.sentence, ids: [outcome.value.id.description]))
    }
  }

  struct Renew: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "renew",
      abstract: "Renew a certificate; the one before stays on record.")

    @OptionGroup(title: "Signing") var signing: SigningWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.renew(
          signing.code, of: signing.person, evidence: signing.evidence, from: signing.from,
          as: write.operation("cert.renew", input: signing.words))
      }
      try printer.changed(Change(outcome, outcome.value.sentence, ids: [outcome.value.id.description]))
    }
  }

  struct Revoke: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke",
      abstract: "Take a certificate back, and with it the skill.")

    @Argument(help: "The certification's code.") var code: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.revoke(
          code, of: person, because: reason, as: write.operation("cert.revoke", input: [code, person, reason]))
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.name) is no longer certified for \(code).", ids: [outcome.value.id.description]))
    }
  }
}

/// What whoever signs a certificate says.
struct SigningWishes: ParsableArguments {
  @Argument(help: "The certification's code.") var code: String
  @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
  @Option(help: "What they showed.") var evidence: String
  @Option(help: "The first day; today by default, or the day after the one that is renewed.") var from: LocalDate?

  var words: [String] { [code, person, evidence, from?.description ?? ""] }
}

extension Certificate {
  /// What was signed, in a sentence.
  var sentence: String {
    "\(name) is certified for \(code) from \(validFrom)" + (validUntil.map { " until \($0)" } ?? "") + "."
  }
}
