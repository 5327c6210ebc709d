import ArgumentParser
import People
import Store

extension Skills {
  struct Grant: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "grant",
      abstract: "Grant somebody a skill; a live grant of it is renewed.")

    @Argument(help: "The skill.", completion: .skills) var skill: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "From 1, has just begun, to 5, teaches it.") var level = 3
    @Option(help: "From this day; today by default.") var from: LocalDate?
    @Option(help: "The last day; without one it does not expire.") var until: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation(
        "skill.grant",
        input: [skill, person, String(level), from.map(\.description) ?? "", until.map(\.description) ?? ""])
      let outcome = try await globals.withStore { store in
        try await People(store: store).grant(skill, to: person, level: level, from: from, until: until, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.name) holds \(skill) at level \(level).", ids: [outcome.value.id.description],
          next: "muster person list --skill '\(skill)'"))
    }
  }
}
