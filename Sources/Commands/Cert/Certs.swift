import ArgumentParser
import Onboarding
import Store

/// Certificates: what people may do, until when.
struct Certs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cert", abstract: "What people are certified for, and until when.",
    discussion: """
      A certification with a skill is a gate: the skill comes with the certificate and in no other way, so nobody is \
      rostered on a queue before somebody else has signed for them.
      """,
    subcommands: [List.self, Kinds.self, Define.self, Issue.self, Renew.self, Revoke.self, Expiring.self])
}

extension Certs {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the certificates that you may see.")

    @Option(help: "Only of this person.", completion: .people) var person: String?
    @Option(help: "Only of this certification.") var code: String?
    @Flag(help: "Also those renewed or revoked.") var past = false
    @Option(help: "As they stand on this day; today by default.") var on: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding {
        try await printer.list($0.certificates(of: person, code: code, past: past, on: on))
      }
    }
  }

  struct Expiring: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "expiring",
      abstract: "List certificates that end soon, and those that ended and nobody renewed.")

    @Option(help: "Within so many days, such as 60d.") var within = "60d"
    @Option(help: "Counted from this day; today by default.") var on: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      guard let days = Int(within.hasSuffix("d") ? String(within.dropLast()) : within), days >= 0 else {
        throw Failure.usage("“\(within)” is no number of days.", next: "muster cert expiring --within 60d")
      }
      try await globals.withOnboarding { try await printer.list($0.expiring(within: days, on: on)) }
    }
  }
}

extension Certificate: Listed {
  static let noun = "certificate"
  static let columns: [Column<Certificate>] = [
    Column("name") { $0.name },
    Column("certification") { $0.code },
    Column("standing") { $0.standing.rawValue },
    Column("valid_from") { Field($0.validFrom) },
    Column("valid_until") { Field($0.validUntil) },
    Column("signed_by") { $0.signedBy },
    Column("evidence") { $0.evidence },
    Column("version", shown: false) { $0.version },
    Column("grace_days", shown: false) { $0.graceDays },
    Column("renews", shown: false) { Field($0.renews) },
    Column("reason") { $0.reason },
    Column("id", shown: false) { Field($0.id) },
  ]
}
