import ArgumentParser
import Onboarding
import Store

extension Policies {
  struct Draft: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft",
      abstract: "Write a new version of a policy, or a new policy.")

    @Argument(help: "A short code.") var code: String
    @Argument(help: "Its text; - reads stdin.") var file: String
    @Option(help: "What it is called; for a new policy.") var title: String?
    @Option(help: "policy, procedure or script.") var kind = Policy.Kind.policy
    @Flag(help: "Everybody has to read it again.") var material = false
    @Option(help: "What changed.") var note = ""
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      guard let body = String(validating: try WholeFile.bytes(file, atMost: 1 << 20), as: UTF8.self) else {
        throw Failure(exit: .invalid, "\(file) is not UTF-8.")
      }
      let asked = write.operation("policy.draft", input: [code, title ?? "", body, material ? "material" : "", note])
      let outcome = try await globals.withOnboarding {
        try await $0.draft(
          policy: code, title: title ?? code, kind: kind, body: body, isMaterial: material, note: note, of: entity,
          as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Version \(outcome.value.number) of \(code) is drafted.", ids: [outcome.value.id.description],
          next: "muster policy publish \(code)"))
    }
  }

  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish", abstract: "Put the newest draft of a policy in force.")

    @Argument(help: "The policy's code.") var code: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.publish(policy: code, as: write.operation("policy.publish", input: [code]))
      }
      try printer.changed(
        Change(
          outcome, "Version \(outcome.value.inForce ?? 0) of \(code) is in force.",
          ids: [outcome.value.id.description], next: "muster policy unread \(code)"))
    }
  }
}
