import ArgumentParser
import Store

extension Database {
  struct Status: MusterCommand {
    static let configuration = CommandConfiguration(abstract: "Show which migrations this database has.")

    @Flag(help: "Exit with 78 when something is missing or outdated.") var exitCode = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let standing = try await globals.resolvedPlace().standing()
      try printer.list(standing)
      let late = standing.filter { $0.state != .applied }
      if exitCode, !late.isEmpty {
        throw Failure(exit: .configuration, "\(late.count) scripts are not applied.", next: "muster database migrate")
      }
    }
  }
}

extension ScriptStanding: Listed {
  static let noun = "script"
  static let columns: [Column<ScriptStanding>] = [
    Column("name") { $0.name },
    Column("state") { $0.state.rawValue },
  ]
}
