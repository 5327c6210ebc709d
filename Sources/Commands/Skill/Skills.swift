import ArgumentParser
import People
import Store

/// Skills: what people can be able to do.
struct Skills: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skill", abstract: "Skills and who holds them.",
    subcommands: [List.self, Add.self, Grant.self, Revoke.self])
}

extension Skills {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the skills that people can hold.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(People(store: store).skills()) }
    }
  }
}

extension Skill: Listed {
  static let noun = "skill"
  static let columns: [Column<Skill>] = [
    Column("name") { $0.name },
    Column("id", shown: false) { Field($0.id) },
  ]
}
