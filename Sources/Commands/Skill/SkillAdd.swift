import ArgumentParser
import People
import Store

extension Skills {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a skill that people can be granted.")

    @Argument(help: "Its name, such as returns.") var name: String
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await People(store: store).addSkill(
          name, to: entity, as: write.operation("skill.add", input: [name, entity ?? ""]))
      }
      try printer.changed(
        Change(
          outcome, "Added the skill \(name).", ids: [outcome.value.id.description],
          next: "muster skill grant \(name) PERSON"))
    }
  }
}
