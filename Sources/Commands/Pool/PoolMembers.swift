import ArgumentParser
import Recruiting
import Store

extension Pools {
  struct Members: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "members", abstract: "List who is in a pool.")

    @Argument(help: "The pool.") var pool: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.members(of: pool)) }
    }
  }
}

extension PoolMember: Listed {
  static let noun = "pool_member"
  static let columns: [Column<PoolMember>] = [
    Column("candidate") { "C-\($0.candidate)" }, Column("name") { $0.name },
    Column("expires_on") { Field($0.expiresOn) },
  ]
}
