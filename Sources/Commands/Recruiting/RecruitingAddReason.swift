import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct AddReason: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-reason",
      abstract: "Add a reason to the list.")

    @Argument(help: "The reason in a few words.") var name: String
    @Option(help: "org, candidate, no_show, admin or opening.") var kind: Reason.Kind
    @Option(help: "The legal entity, for who recruits for several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("reason.add", input: [name, kind.rawValue])
      let outcome = try await globals.withRecruiting { try await $0.addReason(name, kind, in: entity, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(name) is a reason now.", ids: [outcome.value.id.description], next: "muster recruiting reasons"))
    }
  }
}
