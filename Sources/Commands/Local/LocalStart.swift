import ArgumentParser
import Store

extension Local {
  struct Start: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "start", abstract: "Start the private cluster; make it where there is none.")

    @OptionGroup var globals: Globals

    func run() async throws {
      let cluster = LocalCluster.standard
      let wasRunning = cluster.isRunning
      try await cluster.start()
      try await cluster.prepare()
      try printer.changed(
        Change(
          summary: wasRunning ? "The private cluster was running already." : "The private cluster runs.",
          next: "muster local status"))
    }
  }
}
