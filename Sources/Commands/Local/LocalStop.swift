import ArgumentParser
import Store

extension Local {
  struct Stop: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "stop", abstract: "Stop the private cluster; what is in it stays.")

    @OptionGroup var globals: Globals

    func run() async throws {
      let cluster = LocalCluster.standard
      let wasRunning = cluster.isRunning
      try await cluster.stop()
      try printer.changed(
        Change(
          summary: wasRunning ? "The private cluster is stopped." : "The private cluster was not running.",
          next: "muster local start"))
    }
  }
}
