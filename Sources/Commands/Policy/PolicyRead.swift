import ArgumentParser
import Onboarding
import Store

extension Policies {
  struct Assign: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "assign",
      abstract: "Say who has to read a policy: a team with all below it, or everybody with a skill or a role.")

    @Argument(help: "The policy's code.") var code: String
    @Option(help: "The team.", completion: .teams) var team: String?
    @Option(help: "The skill.", completion: .skills) var skill: String?
    @Option(help: "The role, such as trainer.") var role: String?
    @Option(help: "Within so many days of joining, or of a material change.") var days = 7
    @Option(help: "From this day; today by default.") var from: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if [team, skill, role].compactMap(\.self).count != 1 {
        throw ValidationError("Name a --team, a --skill or a --role.")
      }
    }

    func run() async throws {
      let audience = team.map(PolicyAudience.team) ?? skill.map(PolicyAudience.skill) ?? .role(role ?? "")
      let outcome = try await globals.withOnboarding {
        try await $0.assign(
          policy: code, to: audience, days: days, from: from,
          as: write.operation(
            "policy.assign",
            input: [code, team ?? "", skill ?? "", role ?? "", "\(days)", from?.description ?? ""]))
      }
      try printer.changed(
        Change(
          outcome, "\(team ?? skill ?? role ?? "") reads \(code) within \(days) days.",
          next: "muster policy unread \(code)"))
    }
  }

  struct Read: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "read",
      abstract: "Read the version in force, and acknowledge it in your own name with --acknowledge.")

    @Argument(help: "The policy's code.") var code: String
    @Flag(help: "Say that you have read it and keep to it.") var acknowledge = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { room in
        let text = try await room.policy(code)
        guard acknowledge else {
          try printer.document(text.body + (text.body.hasSuffix("\n") ? "" : "\n"))
          return Stream.errors.say("Next: muster policy read \(code) --acknowledge")
        }
        let outcome = try await room.acknowledge(
          policy: code, digest: text.digest, as: write.operation("policy.read", input: [code, text.digest]))
        try printer.changed(Change(outcome, "You have acknowledged version \(text.number) of \(code)."))
      }
    }
  }

  struct Unread: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "unread",
      abstract: "List who must have read a policy and has not, as far as you may see.")

    @Argument(help: "The policy's code; all without one.") var code: String?
    @Flag(help: "Also those who have.") var read = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.duties(policy: code, open: !read)) }
    }
  }
}

extension PolicyDuty: Listed {
  static let noun = "duty"
  static let columns: [Column<PolicyDuty>] = [
    Column("policy") { $0.policy },
    Column("name") { $0.name },
    Column("since_version") { $0.since },
    Column("due_on") { Field($0.dueOn) },
    Column("read_at") { Field($0.readAt) },
    Column("title", shown: false) { $0.title },
  ]
}
