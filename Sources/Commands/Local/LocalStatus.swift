import ArgumentParser
import Store

extension Local {
  struct Status: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Show where the private cluster is and whether it runs.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await printer.show(LocalCluster.standard.status())
    }
  }
}

extension LocalStatus: Listed {
  static let noun = "cluster"
  static let columns: [Column<LocalStatus>] = [
    Column("state") { $0.isRunning ? "running" : $0.isMade ? "stopped" : "not made yet" },
    Column("version") { $0.version },
    Column("home") { $0.home },
    Column("socket") { $0.socket },
    Column("administrator") { $0.administrator },
  ]
}
