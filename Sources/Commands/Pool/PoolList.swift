import ArgumentParser
import Recruiting
import Store

extension Pools {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List pools, with how many members still agree.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.pools()) }
    }
  }
}

extension Pool: Listed {
  static let noun = "pool"
  static let columns: [Column<Pool>] = [
    Column("name") { $0.name }, Column("season") { $0.season }, Column("members") { $0.members },
    Column("id", shown: false) { Field($0.id) },
  ]
}
