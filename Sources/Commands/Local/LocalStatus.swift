import ArgumentParser
import Store

extension Local {
  struct Status: MusterCommand {
    static let configuration = CommandConfiguration(abstract: "Show where the private cluster is and whether it runs.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try printer.show(LocalCluster.standard)
    }
  }
}

extension LocalCluster: Listed {
  static let noun = "cluster"
  static let columns: [Column<LocalCluster>] = [
    Column("state") { $0.isRunning ? "running" : "stopped" },
    Column("home") { $0.home },
    Column("socket") { $0.socket },
    Column("logs") { $0.logs },
    Column("administrator") { Field($0.administrator) },
  ]
}
