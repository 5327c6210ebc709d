import ArgumentParser
import People
import Store

extension Persons {
  struct Transfer: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "transfer",
      abstract: "Move somebody to another team; both leads' sight follows at once.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "The team to move to.") var to: String
    @Option(help: "From this day; today by default.") var on: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("person.transfer", input: [person, to, on.map(\.description) ?? ""])
      let outcome = try await globals.withStore { store in
        try await People(store: store).transfer(person, to: to, on: on, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.name) is in \(to) now.", ids: [outcome.value.id.description],
          next: "muster person list --team '\(to)'"))
    }
  }
}
