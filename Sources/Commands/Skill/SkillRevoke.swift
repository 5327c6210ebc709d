import ArgumentParser
import People
import Store

extension Skills {
  struct Revoke: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Revoke a skill, as of now.")

    @Argument(help: "The skill.", completion: .skills) var skill: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await People(store: store).revoke(
          skill, of: person, as: write.operation("skill.revoke", input: [skill, person]))
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.name) no longer holds \(skill).", ids: [outcome.value.id.description],
          next: "muster person show '\(outcome.value.name)'"))
    }
  }
}
