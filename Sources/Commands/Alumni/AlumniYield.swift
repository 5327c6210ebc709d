import ArgumentParser
import Recruiting
import Store

extension Alumni {
  struct Yield: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "yield", abstract: "List how each season's invitations were answered.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.returnYields()) }
    }
  }
}

extension ReturnYield: Listed {
  static let noun = "return_yield"
  static let columns: [Column<ReturnYield>] = [
    Column("season") { $0.season }, Column("invited") { $0.invited }, Column("yes") { $0.yes }, Column("no") { $0.no },
    Column("hired") { $0.hired },
  ]
}
