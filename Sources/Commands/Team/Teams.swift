import ArgumentParser
import People
import Store

/// Teams and who leads them.
struct Teams: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "Teams and their leads.", subcommands: [List.self, Add.self, Lead.self])
}

extension Teams {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the teams with their leads.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(People(store: store).teams()) }
    }
  }
}

extension Team: Listed {
  static let noun = "team"
  static let columns: [Column<Team>] = [
    Column("name") { $0.name },
    Column("site") { $0.site },
    Column("parent") { $0.parent },
    Column("lead") { $0.lead },
    Column("id", shown: false) { Field($0.id) },
  ]
}
