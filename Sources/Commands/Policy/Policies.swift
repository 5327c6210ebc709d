import ArgumentParser
import Onboarding
import Store

/// Policies: what everybody must have read.
struct Policies: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Policies and procedures, and who has read them.",
    subcommands: [List.self, Show.self, Draft.self, Publish.self, Assign.self, Read.self, Unread.self])
}

extension Policies {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the policies with their versions.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.policies()) }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Print a policy's text.")

    @Argument(help: "The policy's code.") var code: String
    @Option(help: "The version; the one in force by default.") var version: Int?
    @OptionGroup var globals: Globals

    func run() async throws {
      let text = try await globals.withOnboarding { try await $0.policy(code, version: version) }
      try printer.document(text.body + (text.body.hasSuffix("\n") ? "" : "\n"))
      Stream.errors.say("version \(text.number), \(text.state), sha256 \(text.digest)")
    }
  }
}

extension Policy: Listed {
  static let noun = "policy"
  static let columns: [Column<Policy>] = [
    Column("code") { $0.code },
    Column("title") { $0.title },
    Column("kind") { $0.kind.rawValue },
    Column("in_force") { $0.inForce },
    Column("draft") { $0.draft },
    Column("id", shown: false) { Field($0.id) },
  ]
}
